/** Eight wells of two plates, two controls each; plate P2 is twice as bright. */
export const wells = `Metadata_Plate,Metadata_Compound,Metadata_MoA,area,light
P1,DMSO,,10,100
P1,DMSO,,12,104
P1,a,x,20,102
P1,b,y,11,140
P2,DMSO,,20,200
P2,DMSO,,24,208
P2,a2,x,40,204
P2,b2,y,22,280
`;
