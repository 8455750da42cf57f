# Hands jobs of Snakemake to Kubernetes; see config.yaml beside it.
#   job.sh submit RULE THREADS MB MINUTES SCRIPT    prints the name of the job
#   job.sh status NAME                              prints running, success or failed
#   job.sh cancel NAME…
set -eu
what=$1
shift
case $what in
submit)
  # Snakemake restarts what fails, with more memory and time, so Kubernetes must not.
  kubectl --namespace "$NAMESPACE" create --output name --filename - <<MANIFEST | sed 's|.*/||'
apiVersion: batch/v1
kind: Job
metadata:
  generateName: c2s-$1-
spec:
  backoffLimit: 0
  activeDeadlineSeconds: $(($4 * 60))
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: c2s
          image: $IMAGE
          command: ["sh", "$5"]
          workingDir: $(pwd)
          resources:
            requests: {cpu: "$2", memory: "$3M"}
            limits: {memory: "$3M"}
          volumeMounts: [{name: screen, mountPath: $MOUNT}]
      volumes: [{name: screen, persistentVolumeClaim: {claimName: $CLAIM}}]
MANIFEST
  ;;
status)
  state=$(kubectl --namespace "$NAMESPACE" get job "$1" --ignore-not-found \
    --output 'jsonpath={.metadata.name}/{.status.succeeded}/{.status.failed}')
  case $state in
  "$1/1/"*) echo success ;;
  "$1//") echo running ;;
  *) echo failed ;;
  esac
  ;;
cancel)
  kubectl --namespace "$NAMESPACE" delete job "$@" --ignore-not-found
  ;;
esac
