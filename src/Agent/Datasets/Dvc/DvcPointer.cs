using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>
/// What a <c>.dvc</c> file points to (DVC, dvc/schema.py and dvc/output.py): one file, or the list of a folder's files, by its MD5.
/// </summary>
/// <param name="Md5">32 hexadecimal digits.</param>
/// <param name="IsFolder">The object is a list of files.</param>
/// <param name="Name">The name of the file or folder.</param>
/// <param name="Size">Bytes of all files, where it says so.</param>
/// <param name="Files">Files of a folder, where it says so.</param>
/// <param name="IsLegacy">Made before DVC 3: older layout of the remote, and an MD5 that does not see CR before LF in texts.</param>
internal sealed partial record DvcPointer(string Md5, bool IsFolder, string Name, long? Size, int? Files, bool IsLegacy)
{
    /// <summary>The most bytes of a pointer file.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string Folder = ".dir";
    private const int MaxDepth = 16;

    /// <summary>DVC's own name of the object.</summary>
    public string Key => IsFolder ? Md5 + Folder : Md5;

    /// <summary>Reads the text of a pointer file.</summary>
    /// <exception cref="DvcException">It is none that can be followed.</exception>
    public static DvcPointer Read(string text)
    {
        try
        {
            CheckDepth(text);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode top }] ? Of(top) : throw new DvcException("it is not one YAML mapping");
        }
        catch (YamlException e)
        {
            throw new DvcException($"it is not YAML: {e.Message}");
        }
    }

    private static DvcPointer Of(YamlMappingNode top)
    {
        if (Child(top, "outs") is not YamlSequenceNode { Children: [YamlMappingNode output] })
            throw new DvcException("it must have one entry under 'outs'; track each file or folder with a pointer of its own");
        if (Text(output, "md5") is not { } value)
            throw new DvcException(Child(output, "files") is null
                ? "its output has no md5; run dvc add and dvc push, and publish the new pointer"
                : "its output lists versions of a cloud's objects (version_aware); push to a content-addressed remote");
        if (!Digits().IsMatch(value)) throw new DvcException($"its md5 '{value}' is not 32 hexadecimal digits, with or without '{Folder}'");
        var hash = Text(output, "hash");
        if (hash is not (null or "md5")) throw new DvcException($"its hash is '{hash}'; only md5 is read");
        var name = (Text(output, "path") ?? "").Replace('\\', '/').TrimEnd('/');
        return new(
            value[..32], value.EndsWith(Folder, StringComparison.Ordinal), name[(name.LastIndexOf('/') + 1)..], Whole(output, "size"),
            (int?)Whole(output, "nfiles"), hash is null);
    }

    // Nodes are built by recursion.
    private static void CheckDepth(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth) throw new DvcException($"it is nested more than {MaxDepth} deep");
        }
    }

    private static YamlNode? Child(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private static string? Text(YamlMappingNode map, string name) => (Child(map, name) as YamlScalarNode)?.Value;

    private static long? Whole(YamlMappingNode map, string name)
    {
        if (Text(map, name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue * 4096L
            ? number
            : throw new DvcException($"its {name} '{text}' is not a whole number");
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}(\.dir)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
