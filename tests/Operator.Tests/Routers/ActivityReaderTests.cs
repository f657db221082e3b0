using System.Text;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tests.Routers;

public sealed class ActivityReaderTests
{
    [Fact]
    public void Read_takes_what_routers_answer_and_leaves_unknown_members_alone()
    {
        var activity = Read("""
            {"start":"a1","calls":3,"more":true,"models":[
             {"model":"fraud","arrivals":7,"open":2,"waiting":1,"problem":"no tls.crt","new":0}]}
            """);
        (activity.Start, activity.Calls).ShouldBe(("a1", 3));
        activity.Models["fraud"].ShouldBe(new ModelCount(7, 2, 1, "no tls.crt"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"start":"","calls":0,"models":[]}""")]
    [InlineData("""{"start":"a","calls":-1,"models":[]}""")]
    [InlineData("""{"start":"a","calls":1.5,"models":[]}""")]
    [InlineData("""{"start":"a","calls":0}""")]
    [InlineData("""{"start":"a","calls":0,"models":[null]}""")]
    [InlineData("""{"start":"a","calls":0,"models":[{"arrivals":0,"open":0,"waiting":0}]}""")]
    [InlineData("""{"start":"a","calls":0,"models":[{"model":"fraud","arrivals":"1","open":0,"waiting":0}]}""")]
    [InlineData("""{"start":"a","calls":0,"models":[{"model":"fraud","arrivals":9223372036854775807,"open":0,"waiting":0}]}""")]
    public void Read_refuses_everything_else(string text) => Should.Throw<RouterUnreachableException>(() => Read(text));

    private static RouterActivity Read(string text) => ActivityReader.Read(Encoding.UTF8.GetBytes(text));
}
