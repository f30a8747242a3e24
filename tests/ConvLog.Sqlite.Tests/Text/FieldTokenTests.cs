using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class FieldTokenTests
{
    [Fact]
    public void It_never_changes_as_it_stands_in_databases()
        => FieldToken.Of("status", "409").Should().Be("kqifd2hlpsmfn");

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("a\0b", "c", "a", "b\0c")]
    [InlineData("a", "", "", "a")]
    [InlineData("a", "x", "A", "x")]
    public void Another_key_or_value_has_another(string key, string value, string otherKey, string otherValue)
        => FieldToken.Of(key, value).Should().NotBe(FieldToken.Of(otherKey, otherValue));

    [Fact]
    public void It_is_one_word_that_no_gram_is() => FieldToken.Of("key", "value with spaces, \" and AND").Should().MatchRegex("^[a-z2-7]{13}$");
}
