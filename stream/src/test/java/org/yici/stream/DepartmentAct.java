package org.yici.stream;

import java.util.List;

/**
 * What a department's administrator may do to a table.
 *
 * @param harm what is done to table {@code t}; nothing of it may be missed, so that it is loaded anew afterwards
 * @param cause what the table's row says; empty if the table only has to be loaded anew
 */
record DepartmentAct(String name, String harm, String mend, String cause) {
    static final List<DepartmentAct> ALL = List.of(
            new DepartmentAct("untouched", "select 1", "select 1", ""),
            new DepartmentAct("renamed", "alter table t rename to t_away", "alter table t_away rename to t", "missing"),
            new DepartmentAct(
                    "moved",
                    "create schema t_s; alter table t set schema t_s",
                    "alter table t_s.t set schema public",
                    "missing"),
            new DepartmentAct(
                    "replaced",
                    "alter table t rename to t_away; create table t (like t_away including all)",
                    "drop table t; alter table t_away rename to t",
                    "not-published"),
            new DepartmentAct(
                    "taken_out",
                    "alter publication yici drop table t",
                    "alter publication yici add table t",
                    "not-published"),
            new DepartmentAct(
                    "unlogged",
                    "alter publication yici drop table t; alter table t set unlogged",
                    "alter table t set logged; alter publication yici add table t",
                    "unlogged"),
            new DepartmentAct(
                    "keyless",
                    "alter table t drop constraint t_pkey",
                    "alter table t add constraint t_pkey primary key (id)",
                    "identity-refuses"),
            new DepartmentAct(
                    "deferred_key",
                    "alter table t drop constraint t_pkey; alter table t add constraint t_pkey primary key (id) deferrable",
                    "alter table t drop constraint t_pkey; alter table t add constraint t_pkey primary key (id)",
                    "identity-refuses"),
            new DepartmentAct(
                    "nameless",
                    "alter table t replica identity nothing",
                    "alter table t replica identity default",
                    "identity-refuses"),
            new DepartmentAct(
                    "otherwise_known",
                    "alter table t alter note set not null; create unique index t_note on t (note);"
                            + " alter table t replica identity using index t_note",
                    "alter table t replica identity default",
                    "identity"),
            new DepartmentAct(
                    "widened_key",
                    "alter table t drop constraint t_pkey; alter table t alter v set not null; alter table t add constraint t_pkey primary key (id, v)",
                    "alter table t drop constraint t_pkey; alter table t alter v drop not null; alter table t add constraint t_pkey primary key (id)",
                    "key-not-unique"),
            new DepartmentAct(
                    "column_renamed",
                    "alter table t rename v to v_new",
                    "alter table t rename v_new to v",
                    "column-missing"),
            new DepartmentAct(
                    "key_renamed",
                    "alter table t rename id to id_new",
                    "alter table t rename id_new to id",
                    "key-column"),
            new DepartmentAct(
                    "column_dropped",
                    "alter table t drop v",
                    "alter table t add v text; update t set v = 'v' || id",
                    "column-missing"),
            new DepartmentAct(
                    "column_retyped",
                    "alter table t alter v type bytea using v::bytea",
                    "alter table t alter v type text using convert_from(v, 'UTF8')",
                    "column-type"),
            new DepartmentAct(
                    "column_computed",
                    "alter table t drop v; alter table t add v text generated always as ('v' || id) stored",
                    "alter table t alter v drop expression",
                    "column-generated"),
            new DepartmentAct(
                    "filtered",
                    "alter publication yici drop table t; alter publication yici add table t where (id > 1)",
                    "alter publication yici drop table t; alter publication yici add table t",
                    "row-filter"),
            new DepartmentAct(
                    "filtered_outside",
                    "alter publication yici drop table t; alter publication yici add table t where (v <> 'x')",
                    "alter publication yici drop table t; alter publication yici add table t",
                    "filter-refuses"),
            new DepartmentAct(
                    "list_outside",
                    "alter publication yici drop table t; alter publication yici add table t (v)",
                    "alter publication yici drop table t; alter publication yici add table t",
                    "list-refuses"),
            new DepartmentAct(
                    "inherited",
                    "create table t_child () inherits (t); insert into t_child values (7, 'v7', 'n7')",
                    "drop table t_child",
                    "children"),
            new DepartmentAct(
                    "column_list",
                    "alter publication yici drop table t; alter publication yici add table t (id)",
                    "alter publication yici drop table t; alter publication yici add table t",
                    "column-list"),
            new DepartmentAct(
                    "made_a_view",
                    "alter table t rename to t_away; create view t as select * from t_away",
                    "drop view t; alter table t_away rename to t",
                    "kind"));
}
