using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Entries;

public class ValueSnapshotJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x"],"c":{"d":{}}}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1.50")]
    public void JSON_of_every_kind_is_taken_as_it_is(string json)
    {
        using var document = JsonDocument.Parse(json);
        Logged.Value(document).Should().Be(json);
        Logged.Value(document.RootElement).Should().Be(json);
        Logged.Value(new { inner = document.RootElement }).Should().Be($$"""{"inner":{{json}}}""");
        Logged.Value(JsonNode.Parse(json)).Should().Be(json);
        Logged.Value(new[] { JsonNode.Parse(json) }).Should().Be($"[{json}]");
    }

    [Fact]
    public void An_escaped_lone_surrogate_of_captured_JSON_is_replaced()
    {
        using var document = JsonDocument.Parse("""{"k\ud800":"v\udc00","list":["\ud83d","\ud83d\ude00"]}""");
        using var captured = JsonDocument.Parse(Logged.Value(document.RootElement));

        var properties = captured.RootElement.EnumerateObject().ToArray();
        properties[0].Name.Should().Be("k\uFFFD");
        properties[0].Value.GetString().Should().Be("v\uFFFD");
        properties[1].Value[0].GetString().Should().Be("\uFFFD");
        properties[1].Value[1].GetString().Should().Be("\U0001F600");
    }

    [Fact]
    public void Text_inside_captured_JSON_is_cut_at_the_limit_too()
    {
        var limits = new LogLimits { TextLength = 16 };
        using var document = JsonDocument.Parse($$"""{"a":"{{new string('x', 40)}}"}""");

        Logged.Value(document.RootElement, limits).Should().Be($$"""{"a":"{{new string('x', 16)}}… [cut, 40 characters]"}""");
        Logged.Value(JsonNode.Parse(document.RootElement.GetRawText()), limits).Should().Be($$"""{"a":"{{new string('x', 16)}}… [cut, 40 characters]"}""");
    }

    [Fact]
    public void Captured_JSON_is_cut_in_length_and_depth()
    {
        var limits = new LogLimits { ItemsPerCollection = 2, Depth = 2 };
        using var document = JsonDocument.Parse("""{"a":[1,2,3],"b":{"c":{"d":1}},"e":1}""");

        Logged.Value(document.RootElement, limits).Should().Be("""{"a":[1,2,"… [cut, 3 items]"],"b":{"c":"[cut, too deep]"},"…":"… [cut, 3 keys]"}""");
        Logged.Value(JsonNode.Parse(document.RootElement.GetRawText()), limits).Should()
            .Be("""{"a":[1,2,"… [cut, 3 items]"],"b":{"c":"[cut, too deep]"},"…":"… [cut, 3 keys]"}""");
    }

    [Fact]
    public void A_large_object_is_captured_in_time_that_grows_with_it()
    {
        using var document = JsonDocument.Parse($$"""{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}"))}}}""");
        var entry = Logged.Entry(log => log.Info("m", ("v", document)));

        // Regression: reading the count again for each of the 1,000 kept keys took seconds.
        entry.ToJson().Should().EndWith("\"… [cut, 100000 keys]\"}}");
    }

    [Fact]
    public void A_disposed_document_loses_only_that_value()
    {
        var document = JsonDocument.Parse("[1]");
        document.Dispose();
        var entry = Logged.Entry(log => log.Info("m", ("v", document), ("b", 2)));

        entry.Fields["v"].Should().Be("[unreadable: ObjectDisposedException]");
        entry.Fields["b"].Should().Be(2);
    }

    [Fact]
    public void Values_inside_a_JSON_node_are_recorded_as_elsewhere()
    {
        Logged.Value(JsonValue.Create("a\uD800")).Should().Be("\"a\uFFFD\"");
        Logged.Value(JsonValue.Create(1.10m)).Should().Be("1.10");
        Logged.Value(new JsonObject { ["at"] = DateTimeOffset.UnixEpoch, ["none"] = null }).Should().Be("""{"at":"1970-01-01T00:00:00+00:00","none":null}""");
    }
}
