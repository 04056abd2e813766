package io.phiscale.search.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of table search. Its state is never changed through this, but by {@link SearchTransitions}. */
@Entity
@Immutable
@DynamicInsert
@Table(name = "search")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
class SearchEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String name;

    @Enumerated(EnumType.STRING)
    SearchState state;

    String specification;

    @JdbcTypeCode(SqlTypes.JSON)
    String baseline;

    /** Null for searches from before plans were kept. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    String plan;

    String dataset;
    String engine;
    /** As {@link io.phiscale.protocol.engine.DeviceKind#id}. */
    String device;
    /** As {@link io.phiscale.protocol.engine.Precision#id}. */
    String precision;

    boolean deterministic;

    /** Trials of a higher one are given out first. The database has the default. */
    @Generated
    @Column(insertable = false, updatable = false)
    int priority;

    /** Nothing of it is given out. The database has the default. */
    @Generated
    @Column(insertable = false, updatable = false)
    boolean paused;

    /** A worker must have them all. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> labels;

    /** The search that this one checks or refines. */
    @Nullable
    Long follows;

    /** The share of a rung's epochs after which those below the median are ended; null for never. */
    @Column(name = "median_after")
    @Nullable
    Double medianAfter;

    int coefficients;

    /** From 0. */
    @Column(name = "last_rung")
    int lastRung;

    /** Multiply-adds for one image times epochs; null for searches from before it was kept. */
    @Column(name = "expected_work")
    @Nullable
    Double expectedWork;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> warnings;

    @Nullable
    String error;

    @Generated
    @Column(name = "created_at", updatable = false, insertable = false)
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    protected SearchEntity() {}
}
