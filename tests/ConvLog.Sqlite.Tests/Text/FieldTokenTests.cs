using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class FieldTokenTests
{
    [Theory]
    [InlineData("status", "409", "\uE000kqifd2hlpsmf")]
    [InlineData("status", "4090", "\uE001")]
    public void It_never_changes_as_it_stands_in_databases(string key, string value, string expected)
        => FieldToken.Of(key, value).Should().StartWith(expected);

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("a\0b", "c", "a", "b\0c")]
    [InlineData("a", "", "", "a")]
    [InlineData("a", "x", "A", "x")]
    public void Another_key_or_value_has_another(string key, string value, string otherKey, string otherValue)
        => FieldToken.Of(key, value).Should().NotBe(FieldToken.Of(otherKey, otherValue));

    [Theory]
    [InlineData("409", true)]
    [InlineData("true", true)]
    [InlineData("restaurant", true)]
    [InlineData("", true)]
    [InlineData("4090", false)]
    [InlineData("a1b2", false)]
    [InlineData("a value with spaces", false)]
    public void Names_and_small_numbers_have_a_word_of_their_own_and_others_share_one(string value, bool isExact)
    {
        FieldToken.IsExact(value).Should().Be(isExact);
        FieldToken.Of("key", value).Should().MatchRegex(isExact ? "^\uE000[a-z2-7]{12}$" : "^\uE001[a-z2-7]{3}$");
    }
}
