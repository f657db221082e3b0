using k8s.Models;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Datasets;

public sealed class LookReportTests
{
    [Fact]
    public void Version_is_read_with_what_failed()
    {
        var report = Read(0, $$"""
            {"outcome":"Version","source":"{{Samples.Digest('f')}}","digest":"{{Samples.Digest('a')}}","uri":"pvc://s/a",
             "bytes":4,"files":1,"rows":2,"eligible":false,"passed":1,
             "failed":[["rows","Error","too\nfew"],["x","Warning","odd"],["broken"]],
             "profile":{"uri":"pvc://s/p","digest":"x" } }
            """).ShouldNotBeNull();

        var version = report.Version.ShouldNotBeNull();
        (version.Eligible, version.Rows, version.Bytes, version.Profile).ShouldBe((false, 2, 4, null));
        version.Checks!.Failed!.Select(check => (check.Name, check.Message)).ShouldBe([("rows", "too few"), ("x", "odd")]);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, "hello")]
    [InlineData(0, "{\"outcome\":\"Version\",\"digest\":\"sha256:1\"}")]
    [InlineData(0, "{\"outcome\":\"Known\"}")]
    [InlineData(0, "{\"deflate\":\"AAAA\"}")]
    [InlineData(1, "{\"reason\":\"NotFound\",\"message\":\"gone\"}")]
    [InlineData(137, "{\"outcome\":\"Unchanged\"}")]
    public void What_is_not_as_agreed_is_no_result(int exitCode, string? message) => Read(exitCode, message).ShouldBeNull();

    [Fact]
    public void Data_of_another_format_is_a_result() =>
        Read(65, "{\"reason\":\"InvalidData\",\"message\":\"a.csv is empty\"}")!.Invalid.ShouldBe("a.csv is empty");

    private static LookReport? Read(int exitCode, string? message) =>
        LookReport.Read(new V1ContainerStateTerminated { ExitCode = exitCode, Message = message });
}
