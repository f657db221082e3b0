using System.CommandLine.Parsing;
using Modelwright.LocalCluster.Node;

namespace Modelwright.Cli.Cluster;

/// <summary>
/// Images that a person declares to be programs of this machine, <c>NAME=COMMAND</c>. COMMAND is what an image's entry point is: a
/// container's <c>command</c> replaces it, its <c>args</c> follow it.
/// </summary>
internal static class DeclaredImages
{
    /// <summary>The shell of this machine, for runs that need no more.</summary>
    public const string Shell = "local/shell:dev";

    private const string OwnPrefix = "modelwright/";

    /// <summary>The images that are there undeclared.</summary>
    public static IReadOnlyDictionary<string, LocalImage> Default { get; } =
        new Dictionary<string, LocalImage> { [Shell] = new() { Entrypoint = ["/bin/sh"] } };

    /// <summary>What is wrong with a declaration, or null.</summary>
    public static string? Problem(string declaration)
    {
        var (name, command) = Split(declaration);
        if (name.Length == 0 || command.Count == 0)
            return $"--local-image \"{declaration}\": write NAME=COMMAND, for example team/python:3=/usr/bin/python3";
        if (name.Any(char.IsWhiteSpace)) return $"--local-image \"{declaration}\": an image name has no spaces";
        if (name.StartsWith(OwnPrefix, StringComparison.Ordinal))
            return $"--local-image \"{declaration}\": names below {OwnPrefix} stand for Modelwright's own programs; choose another";
        return Find(command[0]) is null ? $"--local-image \"{declaration}\": there is no program \"{command[0]}\" on this machine" : null;
    }

    /// <summary>The default images and the declared ones, of which the last of a name wins.</summary>
    public static IReadOnlyDictionary<string, LocalImage> Parse(IEnumerable<string> declarations)
    {
        var images = new Dictionary<string, LocalImage>(Default, StringComparer.Ordinal);
        foreach (var (name, command) in declarations.Select(Split))
            images[name] = new LocalImage { Entrypoint = [Find(command[0]) ?? command[0], .. command.Skip(1)] };
        return images;
    }

    private static (string Name, List<string> Command) Split(string declaration)
    {
        var at = declaration.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (declaration, []) : (declaration[..at], [.. CommandLineParser.SplitCommandLine(declaration[(at + 1)..])]);
    }

    /// <summary>The program's full path, so that its content can be part of the image's digest.</summary>
    private static string? Find(string program) => program.Contains('/')
        ? File.Exists(program) ? Path.GetFullPath(program) : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
