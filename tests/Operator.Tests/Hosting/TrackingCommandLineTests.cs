using System.CommandLine;
using Modelwright.Operator.Hosting;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Hosting;

public sealed class TrackingCommandLineTests
{
    [Fact]
    public void Without_a_server_there_are_no_settings() => TrackingCommandLine.Read(Parse()).ShouldBeNull();

    [Fact]
    public void Everything_that_is_said_is_read()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("ca.pem"), "");
        var result = Parse("--mlflow", "https://mlflow.mlops:5000/base", "--mlflow-credentials", folder.Path, "--mlflow-ca",
            folder.File("ca.pem"), "--mlflow-experiment", "runs/{namespace}", "--mlflow-grace", "90");
        TrackingCommandLine.Check(result).ShouldBeNull();
        var settings = TrackingCommandLine.Read(result)!;
        settings.Server.ShouldBe(new Uri("https://mlflow.mlops:5000/base"));
        (settings.CredentialsFolder, settings.AuthorityFile).ShouldBe((folder.Path, folder.File("ca.pem")));
        (settings.ExperimentOf("ml"), settings.Grace).ShouldBe(("runs/ml", TimeSpan.FromSeconds(90)));
    }

    [Theory]
    [InlineData("--mlflow-credentials", "--mlflow-ca /nowhere/ca.pem")]
    [InlineData("--mlflow mlflow", "--mlflow mlflow")]
    [InlineData("http or https", "--mlflow ftp://mlflow")]
    [InlineData("no such folder", "--mlflow http://mlflow --mlflow-credentials /nowhere")]
    [InlineData("no such file", "--mlflow http://mlflow --mlflow-ca /nowhere/ca.pem")]
    [InlineData("0 to 604800", "--mlflow http://mlflow --mlflow-grace 604801")]
    [InlineData("0 to 604800", "--mlflow http://mlflow --mlflow-grace -1")]
    [InlineData("no '?'", "--mlflow http://mlflow/?a=b")]
    public void What_cannot_be_used_is_said(string words, string arguments) =>
        TrackingCommandLine.Check(Parse(arguments.Split(' '))).ShouldNotBeNull().ShouldContain(words);

    private static ParseResult Parse(params string[] arguments)
    {
        var command = new RootCommand();
        foreach (var option in TrackingCommandLine.Options) command.Add(option);
        return command.Parse(arguments);
    }
}
