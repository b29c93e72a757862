-- 交通运输局 运政管理系统: pinyin, dates in words.
create sequence xl_xkzh start 900001;

create table dlysxkz (
  xkzh     varchar(40) primary key default '511602' || lpad(nextval('xl_xkzh')::text, 6, '0'),
  tyshxydm varchar(40),
  yhmc     varchar(200),
  jyfw     char(1) default '2',
  fzrq     varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYY"年"MM"月"DD"日"'),
  yxqz     varchar(20) default to_char((now() at time zone 'Asia/Shanghai') + interval '4 years', 'YYYY"年"MM"月"DD"日"'),
  zt       char(1) default '1',
  ywh      varchar(64) unique
);
-- The register's own rule: no permit on application while the company holds a valid one.
create function dlysxkz_zx() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('dlysxkz' || coalesce(new.tyshxydm, '')));
  if exists (select 1 from dlysxkz where tyshxydm = new.tyshxydm and jyfw = new.jyfw and zt = '1'
      and ywh is distinct from new.ywh) then
    raise exception '该企业已有有效的道路运输经营许可证';
  end if;
  return new;
end $$;
create trigger dlysxkz_zx before insert on dlysxkz
  for each row when (new.ywh is not null and new.zt = '1') execute function dlysxkz_zx();

comment on table dlysxkz is '道路运输经营许可证';
