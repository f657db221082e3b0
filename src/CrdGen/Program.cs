using Modelwright.CrdGen;

var check = args.Contains("--check");
if (args.Except(["--check"]).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"unknown argument '{unknown}'; usage: CrdGen [--check]");
    return 2;
}

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, "Operator.sln")))
{
    if (Path.GetDirectoryName(root) is not { } parent)
    {
        Console.Error.WriteLine("run this inside the repository: no Operator.sln in this folder or above it");
        return 2;
    }

    root = parent;
}

var files = Generator.Generate();
var paths = check ? files.Differences(root) : files.Write(root);
foreach (var path in paths) Console.WriteLine(check ? $"out of date: {path}" : $"wrote {path}");
if (!check || paths.Count == 0) return 0;
Console.Error.WriteLine("generated files do not match the types; run 'dotnet run --project src/CrdGen' and commit the result");
return 1;
