NAME week
ROWS
 N cost
 E r_due_R1.0
 E r_due_R2.1
 L r_rooms_0_mon_11.00.2
 E r_staff_x_R1_mon_10.00_V1.3
 E r_staff_x_R2_mon_11.00_V1.4
 E r_out_once_W1_mon_09.00.5
 E r_ready_W1_mon__0_09.50.6
 E r_ready_W1_mon__0_10.50.7
 E r_done_W1_mon__0_11.10.8
 E r_done_W1_mon__0_12.10.9
 G r_waiting_W1_mon_09.00.10
COLUMNS
    M0 'MARKER' 'INTORG'
 x_R1_mon_10.00_V1.0 cost 0
 x_R1_mon_10.00_V1.0 r_due_R1.0 1
 x_R1_mon_10.00_V1.0 r_rooms_0_mon_11.00.2 1
 x_R1_mon_10.00_V1.0 r_staff_x_R1_mon_10.00_V1.3 -1
 y_R1_mon_10.00_V1_W1.1 cost 0
 y_R1_mon_10.00_V1_W1.1 r_staff_x_R1_mon_10.00_V1.3 1
 y_R1_mon_10.00_V1_W1.1 r_ready_W1_mon__0_09.50.6 -1
 y_R1_mon_10.00_V1_W1.1 r_done_W1_mon__0_11.10.8 1
 y_R1_mon_10.00_V1_W1.1 r_waiting_W1_mon_09.00.10 30
 x_R2_mon_11.00_V1.2 cost 0
 x_R2_mon_11.00_V1.2 r_due_R2.1 1
 x_R2_mon_11.00_V1.2 r_rooms_0_mon_11.00.2 1
 x_R2_mon_11.00_V1.2 r_staff_x_R2_mon_11.00_V1.4 -1
 y_R2_mon_11.00_V1_W1.3 cost 0
 y_R2_mon_11.00_V1_W1.3 r_staff_x_R2_mon_11.00_V1.4 1
 y_R2_mon_11.00_V1_W1.3 r_ready_W1_mon__0_10.50.7 -1
 y_R2_mon_11.00_V1_W1.3 r_done_W1_mon__0_12.10.9 1
 y_R2_mon_11.00_V1_W1.3 r_waiting_W1_mon_09.00.10 30
    M1 'MARKER' 'INTEND'
 unplaced_R1.4 cost 2000
 unplaced_R1.4 r_due_R1.0 1
 unplaced_R2.5 cost 600
 unplaced_R2.5 r_due_R2.1 1
 out_W1_mon_09.00.6 cost 0
 out_W1_mon_09.00.6 r_out_once_W1_mon_09.00.5 -1
 out_W1_mon_09.00.6 r_waiting_W1_mon_09.00.10 -30
 begin_W1_mon__0_09.50.7 cost 0
 begin_W1_mon__0_09.50.7 r_out_once_W1_mon_09.00.5 1
 begin_W1_mon__0_09.50.7 r_ready_W1_mon__0_09.50.6 1
 begin_W1_mon__0_10.50.8 cost 0
 begin_W1_mon__0_10.50.8 r_out_once_W1_mon_09.00.5 1
 begin_W1_mon__0_10.50.8 r_ready_W1_mon__0_10.50.7 1
 wait_W1_mon__0_09.50.9 cost 0
 wait_W1_mon__0_09.50.9 r_ready_W1_mon__0_09.50.6 -1
 wait_W1_mon__0_09.50.9 r_ready_W1_mon__0_10.50.7 1
 wait_W1_mon__0_09.50.9 r_waiting_W1_mon_09.00.10 -60
 home_W1_mon__0_11.10.10 cost 0
 home_W1_mon__0_11.10.10 r_done_W1_mon__0_11.10.8 -1
 home_W1_mon__0_12.10.11 cost 0
 home_W1_mon__0_12.10.11 r_done_W1_mon__0_12.10.9 -1
    M2 'MARKER' 'INTORG'
 quarters_W1_mon_09.00.12 cost 2
 quarters_W1_mon_09.00.12 r_waiting_W1_mon_09.00.10 15
    M3 'MARKER' 'INTEND'
RHS
 rhs r_due_R1.0 1
 rhs r_due_R2.1 1
 rhs r_rooms_0_mon_11.00.2 1
 rhs r_waiting_W1_mon_09.00.10 -14
BOUNDS
 LO bound x_R1_mon_10.00_V1.0 0
 UP bound x_R1_mon_10.00_V1.0 1
 LO bound y_R1_mon_10.00_V1_W1.1 0
 UP bound y_R1_mon_10.00_V1_W1.1 1
 LO bound x_R2_mon_11.00_V1.2 0
 UP bound x_R2_mon_11.00_V1.2 1
 LO bound y_R2_mon_11.00_V1_W1.3 0
 UP bound y_R2_mon_11.00_V1_W1.3 1
 LO bound unplaced_R1.4 0
 UP bound unplaced_R1.4 1
 LO bound unplaced_R2.5 0
 UP bound unplaced_R2.5 1
 LO bound out_W1_mon_09.00.6 0
 UP bound out_W1_mon_09.00.6 1
 LO bound begin_W1_mon__0_09.50.7 0
 UP bound begin_W1_mon__0_09.50.7 1
 LO bound begin_W1_mon__0_10.50.8 0
 UP bound begin_W1_mon__0_10.50.8 1
 LO bound wait_W1_mon__0_09.50.9 0
 UP bound wait_W1_mon__0_09.50.9 1
 LO bound home_W1_mon__0_11.10.10 0
 UP bound home_W1_mon__0_11.10.10 1
 LO bound home_W1_mon__0_12.10.11 0
 UP bound home_W1_mon__0_12.10.11 1
 LO bound quarters_W1_mon_09.00.12 0
 UP bound quarters_W1_mon_09.00.12 32
ENDATA
