using System.Collections;
using System.Reflection;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Faults;

/// <summary>Case B08 of the fault list: a sink that tries to change records seen by the function or by later sinks.</summary>
public class ImmutabilityFaults
{
    [Theory]
    [InlineData(typeof(LogEntry))]
    [InlineData(typeof(LogField))]
    [InlineData(typeof(LogFields))]
    [InlineData(typeof(ApiResponseEntry))]
    [InlineData(typeof(MaskedText))]
    public void B08_types_passed_to_sinks_are_immutable(Type type)
    {
        type.GetFields(BindingFlags.Public | BindingFlags.Instance).Should().BeEmpty();
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(SetsLater).Should().BeEmpty();
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(static method => method.ReturnType.IsArray || method.ReturnType.IsByRef || IsWritableSpan(method.ReturnType)).Should().BeEmpty();
    }

    [Fact]
    public void B08_records_are_immutable()
        => FamilyTypes.All
            .Where(static type => type.IsPublic && type.IsSubclassOf(typeof(StoreRecord)))
            .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(SetsLater).Should().BeEmpty();

    [Fact]
    public void B08_changes_by_a_sink_to_collections_and_values_reach_no_one_else()
    {
        var after = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(new MutatingSink(), after));
        using var call = conv.BeginFunction("f");
        conv.Log.Info("m", ("list", new[] { 1, 2 }), ("map", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }), ("n", 1));

        string json = after.Entries[0].ToJson();
        json.Should().Contain("""
            "list":[1,2],"map":{"a":1},"n":1
            """);
        call.Entries.Should().ContainSingle().Which.ToJson().Should().Be(json);
        conv.Losses.Kept.Should().Be(0, "the entry is the event's, and the conversation has none");
    }

    private static bool SetsLater(PropertyInfo property)
        => property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static bool IsWritableSpan(Type type)
        => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Span<>) || type.GetGenericTypeDefinition() == typeof(Memory<>));

    private sealed class MutatingSink : ILogSink
    {
        public void Emit(LogEntry entry)
        {
            Mutate(entry.Fields);
            Mutate(entry.FunctionEvent!.Entries);
            foreach (var field in entry.Fields)
            {
                Mutate(field.Value);
            }
        }

        private static void Mutate(object? value)
        {
            try
            {
                switch (value)
                {
                    case LogEntry[] entries: Array.Clear(entries); break;
                    case LogField[] fields: Array.Clear(fields); break;
                    case Array array: Array.Clear(array); break;
                    case IDictionary map: map.Clear(); break;
                    case IList list: list.Clear(); break;
                    case System.Text.Json.Nodes.JsonArray array: array.Clear(); break;
                    case System.Text.Json.Nodes.JsonObject node: node.Clear(); break;
                }
            }
            catch (NotSupportedException)
            {
                // Expected: the collection is read-only.
            }
        }
    }
}
