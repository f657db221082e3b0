using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly Dictionary<string, string> Least = new()
    {
        ["MODELWRIGHT_MODEL_NAME"] = "fraud",
        ["MODELWRIGHT_MODEL_VERSION"] = "v3",
        ["MODELWRIGHT_MODEL_FILE"] = "/modelwright/model/model.onnx",
    };

    [Fact]
    public void Read_least_environment_gives_the_contracts_defaults()
    {
        var settings = Read();
        settings.ModelName.ShouldBe("fraud");
        settings.Revision.ShouldBe("v3");
        settings.MaxBatchSize.ShouldBe(32);
        settings.WarmupRequests.ShouldBe(1);
        settings.DrainDelay.ShouldBe(TimeSpan.FromSeconds(5));
        settings.DrainTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        settings.RunTimeout.ShouldBe(TimeSpan.FromSeconds(60));
        settings.MaxRequestBytes.ShouldBe(67_108_864);
        settings.Port.ShouldBe(8080);
        settings.AdminPort.ShouldBe(8081);
        settings.BindAddress.ShouldBeNull();
        settings.TerminationLog.ShouldBe("/dev/termination-log");
        settings.IntraOpThreads.ShouldBe(1);
        settings.Verify.ShouldBeFalse();
    }

    [Fact]
    public void Read_options_win_over_the_environment()
    {
        var settings = Read(["--model-name", "other", "--drain-delay=0.5", "--verify", "--bind-address", "127.20.0.9"]);
        settings.ModelName.ShouldBe("other");
        settings.DrainDelay.ShouldBe(TimeSpan.FromSeconds(0.5));
        settings.Verify.ShouldBeTrue();
        settings.BindAddress.ShouldBe(System.Net.IPAddress.Parse("127.20.0.9"));
    }

    [Theory]
    [InlineData("MODELWRIGHT_MODEL_NAME", "", "MODELWRIGHT_MODEL_NAME (or --model-name) must be set")]
    [InlineData("MODELWRIGHT_MAX_BATCH_SIZE", "0", "MODELWRIGHT_MAX_BATCH_SIZE is '0'; it must be an integer from 1 to 65536")]
    [InlineData("MODELWRIGHT_MAX_BATCH_SIZE", "many", "is 'many'")]
    [InlineData("MODELWRIGHT_MAX_REQUEST_BYTES", "99999999999", "MODELWRIGHT_MAX_REQUEST_BYTES")]
    [InlineData("MODELWRIGHT_DRAIN_DELAY", "-1", "number of seconds")]
    [InlineData("MODELWRIGHT_RUN_TIMEOUT", "0", "MODELWRIGHT_RUN_TIMEOUT is '0'; it must be a number of seconds from 0.1 to 86400")]
    [InlineData("MODELWRIGHT_BIND_ADDRESS", "localhost", "must be an IP address")]
    [InlineData("MODELWRIGHT_LOG_LEVEL", "loud", "must be one of")]
    public void Read_wrong_value_is_named_with_what_is_allowed(string name, string value, string message) =>
        Should.Throw<InvalidSettingException>(() => Read([], (name, value))).Message.ShouldContain(message);

    [Theory]
    [InlineData("--colour", "unknown option '--colour'")]
    [InlineData("model.onnx", "unknown option 'model.onnx'")]
    [InlineData("--port", "option '--port' needs a value")]
    public void Read_wrong_option_is_named(string option, string message) =>
        Should.Throw<InvalidSettingException>(() => Read([option])).Message.ShouldContain(message);

    private static ServerSettings Read(string[]? arguments = null, params (string Name, string Value)[] changes)
    {
        var environment = new Dictionary<string, string>(Least);
        foreach (var (name, value) in changes) environment[name] = value;
        return SettingsReader.Read(arguments ?? [], environment.GetValueOrDefault);
    }
}
