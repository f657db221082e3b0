using System.Text.Json.Serialization;

namespace Modelwright.Agent.Datasets;

/// <summary>What a check is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckRule>))]
internal enum CheckRule
{
    /// <summary>The number of rows: <c>min</c>, <c>max</c>.</summary>
    RowCount,

    /// <summary>The share of rows with a value: <c>column</c>, <c>min</c>.</summary>
    Completeness,

    /// <summary>A column's numbers: <c>column</c>, <c>min</c>, <c>max</c>.</summary>
    Range,

    /// <summary>A column's values: <c>column</c>, <c>values</c>, <c>min</c> (a share).</summary>
    Allowed,

    /// <summary>No two rows are the same in <c>columns</c>.</summary>
    Uniqueness,

    /// <summary>The newest time: <c>column</c>, <c>maxAgeSeconds</c>.</summary>
    Freshness,

    /// <summary>No row is in another Dataset: <c>dataset</c>, <c>columns</c>.</summary>
    DisjointFrom,

    /// <summary>A column is distributed as before: <c>column</c>, <c>tolerance</c>.</summary>
    Distribution,
}
