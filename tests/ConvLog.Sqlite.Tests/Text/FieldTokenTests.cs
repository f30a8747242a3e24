using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class FieldTokenTests
{
    [Fact]
    public void A_field_token_never_changes_because_databases_contain_it()
        => FieldToken.Of("status", "409").Should().Be("\uE000kqifd2hlpsmf");

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("a\0b", "c", "a", "b\0c")]
    [InlineData("a", "", "", "a")]
    [InlineData("a", "x", "A", "x")]
    public void Different_keys_or_values_have_different_tokens(string key, string value, string otherKey, string otherValue)
        => FieldToken.Of(key, value).Should().NotBe(FieldToken.Of(otherKey, otherValue));

    [Theory]
    [InlineData("409", true, "")]
    [InlineData("true", true, "")]
    [InlineData("two words", true, "")]
    [InlineData("", true, "")]
    [InlineData("--- --- --- --- --- ---", true, "")]
    [InlineData("{\"a\":12345}", true, "")]
    [InlineData("4090", false, "4090*")]
    [InlineData("100.25", false, "100 25*")]
    [InlineData("A value of many words", false, "a value of many words*")]
    public void Recurring_values_have_their_own_token_and_others_those_of_their_text(string value, bool isExact, string words)
    {
        FieldToken.IsExact(value).Should().Be(isExact);
        string.Join(' ', FieldToken.Words("key", value).Select(static word => word.Text + (word.IsBeginning ? "*" : ""))).Should()
            .Be(isExact ? FieldToken.Of("key", value) : words);
    }
}
