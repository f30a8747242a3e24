using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class JsonTokensTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("""{"a":1,"b":[true,null,"x"]}""", "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    \"x\"\n  ]\n}")]
    [InlineData("""  {"a":{}}""", "{\n  \"a\": {}\n}")]
    public void JSON_is_indented(string json, string shown) => Text(json, isIndented: true).Should().Be(shown);

    [Theory]
    [InlineData("[1,2]", "[1, 2]")]
    [InlineData("""{"a":1,"b":{"c":[]}}""", """{ "a": 1, "b": { "c": [] } }""")]
    public void JSON_is_formatted_on_one_line(string json, string shown) => Text(json, isIndented: false).Should().Be(shown);

    [Theory]
    [InlineData("""{"n":1.50,"big":123456789012345678901234567890,"e":1E+5}""", "1.50", "123456789012345678901234567890", "1E+5")]
    [InlineData("""{"a":1,"a":2}""", "\"a\": 1", "\"a\": 2")]
    [InlineData("""{"s":"\ud800 \u0041"}""", "\\ud800 \\u0041")]
    public void Every_JSON_value_is_kept_as_written(string json, params string[] parts) => Text(json, isIndented: true).Should().ContainAll(parts);

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("42")]
    [InlineData("{")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    [InlineData("<html>")]
    public void Invalid_JSON_has_no_tokens(string text) => JsonTokens.Of(text, isIndented: true).Should().BeNull();

    [Fact]
    public void Deeply_nested_JSON_is_safe()
    {
        JsonTokens.Of(new string('[', 900) + new string(']', 900), isIndented: true).Should().NotBeNull();
        JsonTokens.Of(new string('[', 100_000), isIndented: true).Should().BeNull();
    }

    private static string Text(string json, bool isIndented) => string.Concat(JsonTokens.Of(json, isIndented)!.Select(static token => token.Text));
}
