-- 税务局 征收管理系统: its levies by number of the national list, dates of eight digits.
create sequence xl_zsxh start 5000000001;

create table sb_zsxx (
  zsxh    varchar(40) primary key default '5116' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || lpad(nextval('xl_zsxh')::text, 10, '0'),
  fcz_bh  varchar(64),
  nsr_sbh varchar(40),
  zsxm    varchar(5) default '10119',
  jsyj    numeric(16,2),
  se      numeric(16,2),
  kjrq    varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD'),
  jkzt    char(1) default '0',
  ywh     varchar(64) unique,
  -- what the taxpayer is given to pay with: nobody guesses it, as one guesses the next zsxh
  jkxh    varchar(40) not null unique default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 20))
);
comment on table sb_zsxx is '税费征收信息';

-- What banks hand in over the network of tax offices, treasury and banks (财税库银横向联网).
create table sb_jkxx (
  yhlsh varchar(40) primary key,
  jkxh  varchar(40) not null,
  jkje  numeric(16,2) not null,
  jksj  timestamptz not null default now()
);
comment on table sb_jkxx is '缴款信息';

-- The office's own rule: where nothing is due, or is no more, nothing has to be paid.
create function sb_wxjk() returns trigger language plpgsql as $$
begin
  new.jkzt := '1';
  return new;
end $$;
create trigger sb_wxjk before insert or update of se on sb_zsxx for each row when (new.se = 0) execute function sb_wxjk();

-- The office's own rule: a payment is of one assessment, of its whole amount, and once. The assessment is locked meanwhile, so of two
-- payments the second finds it paid. The name of the constraint tells a bank's program which rule refused.
create function sb_jk() returns trigger language plpgsql as $$
declare
  zs sb_zsxx;
begin
  select * into zs from sb_zsxx where jkxh = new.jkxh for update;
  if not found then
    raise exception '没有这个缴款序号' using constraint = 'unknown';
  elsif coalesce(zs.jkzt, '0') <> '0' then
    raise exception '该缴款序号无待缴税款' using constraint = 'settled';
  elsif zs.se is distinct from new.jkje then
    raise exception '缴款金额与应纳税额不符' using constraint = 'amount';
  end if;
  update sb_zsxx set jkzt = '1' where zsxh = zs.zsxh;
  return new;
end $$;
create trigger sb_jk before insert on sb_jkxx for each row execute function sb_jk();

-- Assessments that the office struck out, and what it pays back (退库): the whole of what was paid on it, or nothing.
create table sb_tkxx (
  tkxh varchar(40) primary key,
  jkxh varchar(40) not null unique,
  tkje numeric(16,2) not null default 0,
  tksj timestamptz not null default now()
);
comment on table sb_tkxx is '作废与退库信息';

create function sb_zf() returns trigger language plpgsql as $$
declare
  zs sb_zsxx;
begin
  select * into zs from sb_zsxx where jkxh = new.jkxh for update;
  if not found then
    raise exception '没有这个缴款序号' using constraint = 'unknown';
  elsif zs.jkzt = '9' then
    raise exception '该核定已作废' using constraint = 'void';
  end if;
  select coalesce(sum(jkje), 0) into new.tkje from sb_jkxx where jkxh = new.jkxh;
  update sb_zsxx set jkzt = '9' where zsxh = zs.zsxh;
  return new;
end $$;
create trigger sb_zf before insert on sb_tkxx for each row execute function sb_zf();
