using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class TurnIdTests
{
    [Theory]
    [InlineData("SM0f1e2d3c")]
    [InlineData("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("wamid.HBgLMTU1NTU1NTU1NTUVAgASGBQz==")]
    public void An_id_that_can_be_used_is_kept(string id) => TurnId.Of(id).Should().Be(id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_missing_ID_remains_missing(string? id) => TurnId.Of(id).Should().BeNull();

    [Theory]
    [InlineData("<a@b.example>")]
    [InlineData("../../etc")]
    [InlineData("..")]
    [InlineData("one two")]
    [InlineData(" ")]
    [InlineData("Nachricht-ä")]
    [InlineData("a/b?c#d&e")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    public void An_unusable_ID_is_replaced_by_the_same_ID_each_time(string id)
    {
        string known = TurnId.Of(id)!;

        known.Should().Be(TurnId.Of(id)).And.MatchRegex("^[A-Za-z0-9][-A-Za-z0-9._~:=@+,]*$");
        TurnId.Of(known).Should().Be(known);
        TurnId.Of(id + "!").Should().NotBe(known);
    }

    [Fact]
    public void Long_IDs_are_shortened_and_differ_when_only_their_ends_differ()
    {
        string one = TurnId.Of(new string('a', 10_240))!;
        string other = TurnId.Of(new string('a', 10_239) + "b")!;

        one.Length.Should().BeLessThanOrEqualTo(128);
        one.Should().StartWith("taaaa").And.NotBe(other);
        TurnId.Of(new string('a', 128)).Should().HaveLength(128).And.NotContain("~");
    }
}
