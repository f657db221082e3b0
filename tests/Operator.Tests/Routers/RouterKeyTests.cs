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
