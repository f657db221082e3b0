using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Routers;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Routers;

public sealed class RouterKeyTests
{
    [Fact]
    public void LoadOrCreate_makes_a_file_for_this_user_only_and_reads_it_again()
    {
        using var folder = new TempFolder();
        using var made = RouterKey.LoadOrCreate(folder.File("key.pem"));
        using var read = RouterKey.LoadOrCreate(folder.File("key.pem"));
        read.PublicPem.ShouldBe(made.PublicPem);
        made.PublicPem.ShouldStartWith("-----BEGIN PUBLIC KEY-----");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder.File("key.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Keyring_takes_a_changed_file_over_and_keeps_the_key_while_it_cannot_be_read()
    {
        using var folder = new TempFolder();
        var (file, time) = (folder.File("key.pem"), new ManualTime());
        var keys = new RouterKeyring(RouterKey.LoadOrCreate(file), file, time, NullLogger<RouterKeyring>.Instance);
        var before = keys.Current.PublicPem;
        var tokens = new RouterTokens(() => keys.Current, time);
        var token = tokens.For("shop");

        File.WriteAllText(file, "half a fi");
        time.Now += keys.CheckAfter!.Value;
        keys.Current.PublicPem.ShouldBe(before);
        tokens.For("shop").ShouldBe(token);

        File.Delete(file);
        using var next = RouterKey.LoadOrCreate(file);
        keys.Current.PublicPem.ShouldBe(before);
        time.Now += keys.CheckAfter.Value;
        keys.Current.PublicPem.ShouldBe(next.PublicPem);
        tokens.For("shop").ShouldNotBe(token);
    }

    [Fact]
    public void Operator_with_leader_election_and_no_key_does_not_start_and_says_what_to_mount() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddModelwright(new ModelwrightOptions { LeaderElection = true }))
            .Message.ShouldContain("--router-key");

    [Theory]
    [InlineData("modelwright-router-key")]
    [InlineData("no such file", "--router-key", "/nowhere/key.pem")]
    public async Task Command_line_with_leader_election_needs_a_key_that_is_there(string words, params string[] args)
    {
        using var errors = new StringWriter();
        var ran = false;
        var command = OperatorCommandLine.Create((_, _) =>
        {
            ran = true;
            return Task.FromResult(0);
        });
        (await command.Parse(args).InvokeAsync(new() { Error = errors }, TestContext.Current.CancellationToken)).ShouldBe(2);
        ran.ShouldBeFalse();
        errors.ToString().ShouldContain(words);
    }

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Load_something_else_says_how_to_make_one(string content)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("key.pem"), content);
        Should.Throw<InvalidDataException>(() => RouterKey.Load(folder.File("key.pem"))).Message.ShouldContain("openssl ecparam");
    }

    [Fact]
    public void Load_a_key_on_another_curve_is_refused()
    {
        using var folder = new TempFolder();
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        File.WriteAllText(folder.File("key.pem"), other.ExportPkcs8PrivateKeyPem());
        Should.Throw<InvalidDataException>(() => RouterKey.Load(folder.File("key.pem"))).Message.ShouldContain("P-256");
    }
}
