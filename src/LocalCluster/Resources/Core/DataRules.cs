using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>The rules of ConfigMaps and Secrets: keys that can be file names, a bounded size, and immutability on request.</summary>
internal partial class DataRules : UnversionedRules
{
    private const int MaxBytes = 1 << 20;
    private static readonly string[] DataMembers = ["data", "binaryData"];

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        long size = 0;
        foreach (var member in DataMembers)
        {
            foreach (var (key, content) in value.Child(member) ?? [])
            {
                if (key.Length > 253 || key is "." or ".." || !Key().IsMatch(key))
                {
                    errors.Add(FieldError.Invalid($"{member}[{key}]", key,
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or "
                        + "'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
                }

                size += System.Text.Encoding.UTF8.GetByteCount(content.Text() ?? "");
            }
        }

        if (size > MaxBytes) errors.Add(FieldError.TooLong("", $"may not be more than {MaxBytes} bytes"));
        if (old.Flag("immutable") != true) return;
        if (value.Flag("immutable") != true) errors.Add(FieldError.Forbidden("immutable", "field is immutable when `immutable` is set"));
        foreach (var member in DataMembers)
        {
            if (!JsonEquality.Same(value[member], old![member]))
                errors.Add(FieldError.Forbidden(member, "field is immutable when `immutable` is set"));
        }
    }

    [GeneratedRegex("^[-._a-zA-Z0-9]+\\z")]
    private static partial Regex Key();
}
