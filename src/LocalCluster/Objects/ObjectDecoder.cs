using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Brings a request's object into the form of its kind, and deals with fields that the kind does not have.</summary>
internal static class ObjectDecoder
{
    private const int MaxWarnings = 50;

    /// <summary>Decodes in place.</summary>
    /// <param name="resource">The kind.</param>
    /// <param name="value">A private copy.</param>
    /// <param name="options">What to do with unknown fields.</param>
    /// <param name="applied">Whether the object is what an apply made; its nulls are then looked at as they are.</param>
    /// <exception cref="ApiException">400: a value does not fit, or validation is strict and a field is unknown or repeated.</exception>
    public static void Decode(ResourceDefinition resource, JsonObject value, WriteOptions options, bool applied = false)
    {
        if (resource.IsCustom)
        {
            Defaulting.Apply(value, resource.Type);
            if (!applied) Defaulting.DropNulls(value, resource.Type);
        }

        Report(resource, Structure(resource, value), options);
    }

    /// <summary>Decodes in place without defaults; the result names the fields that the kind does not have, which are removed.</summary>
    /// <exception cref="ApiException">400: a value does not fit.</exception>
    public static List<string> Structure(ResourceDefinition resource, JsonObject value)
    {
        var unknown = new List<string>();
        try
        {
            if (!resource.IsCustom)
            {
                TypedDecoder.DecodeObject(value, resource.Type, "", unknown);
                return unknown;
            }

            if (value["metadata"] is JsonObject metadata)
                TypedDecoder.DecodeObject(metadata, BuiltInTypes.ObjectMeta, "metadata", unknown);
            Pruning.Prune(value, resource.Type, "", unknown);
            return unknown;
        }
        catch (FormatException error)
        {
            throw ApiErrors.BadRequest(
                $"{resource.Kind} in version \"{resource.Id.Version}\" cannot be handled as a {resource.Kind}: {error.Message}");
        }
    }

    private static void Report(ResourceDefinition resource, List<string> unknown, WriteOptions options)
    {
        if (options.FieldValidation == FieldValidation.Ignore || (unknown.Count == 0 && options.Duplicates.Count == 0)) return;
        var findings = options.Duplicates.Select(path => $"duplicate field \"{path}\"")
            .Concat(unknown.Order(StringComparer.Ordinal).Select(path => $"unknown field \"{path}\""))
            .Distinct().Take(MaxWarnings).ToList();
        if (options.FieldValidation == FieldValidation.Strict)
        {
            throw ApiErrors.BadRequest(
                $"{resource.Kind} in version \"{resource.Id.Version}\" cannot be handled as a {resource.Kind}: "
                + $"strict decoding error: {string.Join(", ", findings)}");
        }

        options.Warnings.AddRange(findings.Except(options.Warnings));
    }
}
