using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Entries;

public class ValueSnapshotTests
{
    [Fact]
    public void Changing_a_list_afterwards_changes_nothing()
    {
        var list = new List<int> { 1 };
        AfterChange(list, () => list.Add(2)).Should().Be("[1]");
    }

    [Fact]
    public void Changing_an_array_afterwards_changes_nothing()
    {
        int[] array = [1, 2];
        AfterChange(array, () => array[0] = 9).Should().Be("[1,2]");
    }

    [Fact]
    public void Changing_bytes_afterwards_changes_nothing()
    {
        byte[] bytes = [1, 2];
        AfterChange(bytes, () => bytes[0] = 9).Should().Be("\"AQI=\"");
        byte[] behind = [1, 2];
        AfterChange(behind.AsMemory(), () => behind[0] = 9).Should().Be("\"AQI=\"");
    }

    [Fact]
    public void Changing_a_string_builder_afterwards_changes_nothing()
    {
        var text = new StringBuilder("a");
        AfterChange(text, () => text.Append('b')).Should().Be("\"a\"");
    }

    [Fact]
    public void Changing_a_dictionary_afterwards_changes_nothing()
    {
        var map = new Dictionary<string, List<int>>(StringComparer.Ordinal) { ["a"] = [1] };
        AfterChange(map, () =>
        {
            map["a"].Add(2);
            map["b"] = [];
        }).Should().Be("""{"a":[1]}""");
    }

    [Fact]
    public void Changing_a_JSON_node_afterwards_changes_nothing()
    {
        var node = JsonNode.Parse("""{"a":[1]}""")!;
        AfterChange(node, () => node["a"]!.AsArray().Add(2)).Should().Be("""{"a":[1]}""");
    }

    [Fact]
    public void Disposing_a_JSON_document_afterwards_changes_nothing()
    {
        var document = JsonDocument.Parse("""{"a":[1]}""");
        AfterChange(document, document.Dispose).Should().Be("""{"a":[1]}""");
        var other = JsonDocument.Parse("[2]");
        AfterChange(other.RootElement, other.Dispose).Should().Be("[2]");
    }

    [Fact]
    public void Changing_an_object_afterwards_changes_nothing()
    {
        var slot = new Slot { Time = "11:15" };
        AfterChange(slot, () => slot.Time = "12:00").Should().Be("""{"Time":"11:15"}""");
    }

    [Fact]
    public void Changing_a_boxed_struct_afterwards_changes_nothing()
    {
        object boxed = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        AfterChange(boxed, () => System.Runtime.CompilerServices.Unsafe.Unbox<DateTime>(boxed) = DateTime.UnixEpoch).Should().Be("\"2025-01-01T00:00:00Z\"");
    }

    [Fact]
    public void A_captured_value_can_be_read_as_JSON_repeatedly()
    {
        var entry = Logged.Entry(log => log.Info("m", ("list", new[] { 1, 2 })));
        var first = (JsonElement)entry.Fields["list"]!;
        first.EnumerateArray().Select(item => item.GetInt32()).Should().Equal(1, 2);
        ((JsonElement)entry.Fields["list"]!).GetArrayLength().Should().Be(2);
    }

    [Fact]
    public void The_entries_of_an_event_are_a_copy_too()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        call.Log.Info("one");
        var before = call.Entries;
        call.Log.Info("two");

        before.Should().ContainSingle();
        call.Entries.Should().HaveCount(2);
    }

    private static string AfterChange(object value, Action change)
    {
        var entry = Logged.Entry(log => log.Info("m", ("v", value)));
        change();
        return Logged.RawField(entry, "v");
    }

    private sealed class Slot
    {
        public string? Time { get; set; }
    }
}
