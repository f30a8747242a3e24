using ConvLog.Analyzers.Checks;

namespace ConvLog.Analyzers.Tests.Checks;

public class KeyCheckTests
{
    [Fact]
    public Task A_personal_flag_given_as_a_field_is_reported() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, bool known)
        {
            conv.Log.Info("Seen", ("pii", true)); // CL0004
            conv.Log.Info("Seen", ("is_pii", true), ("n", 1)); // CL0004
            conv.Log.Info("Seen", ("isPii", known)); // CL0004
            conv.Log.Info("Seen", ("IS_PII", "yes")); // CL0004
            conv.Log.Info("Seen", new { pii = true }); // CL0004
            conv.Log.Info("Seen", ("sensitive", true)); // CL0004
            conv.Log.Info("Seen", ("contains_pii", known)); // CL0004
            conv.Log.Info("Seen", ("personal", "trainer"));
            conv.Log.Info("Seen", isPii: true);
            conv.Log.Info("Seen", ("pii_class", "none"));
        }
        """);

    [Theory]
    [InlineData("level")]
    [InlineData("logger")]
    [InlineData("content")]
    [InlineData("timestamp")]
    [InlineData("is_pii")]
    [InlineData("IsPii")]
    [InlineData("PII")]
    [InlineData("Level")]
    [InlineData("message")]
    [InlineData("fields")]
    [InlineData("id")]
    [InlineData("personal")]
    public void Reserved_keys_of_the_rules_match_those_of_an_entry(string key)
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("keys"), sink);

        conv.Log.Info("Seen", (key, "yes"));

        var entry = sink.Entries.Single();
        bool isRenamed = !entry.Fields.ContainsKey(key);
        isRenamed.Should().Be(KeyCheck.IsReserved(key) || key is "is_pii", "an entry has a part of this name");
        entry.IsPii.Should().Be(KeyCheck.IsFlag(key));
    }

    [Fact]
    public Task Keys_that_are_not_constant_unique_or_allowed_are_reported() => CheckedCode.HoldsAsync("""
        private const string Slot = "slot";
        public void Run(Conversation conv, int i, string key, string value)
        {
            conv.Log.Info("Seen", ("level", 1)); // CL0005
            conv.Log.Info("Seen", ("content", "x"), ("logger", "y")); // CL0005
            conv.Log.Info("Seen", ("timestamp", DateTime.UnixEpoch)); // CL0005
            conv.Log.Info("Seen", ("a", 1), ("a", 2)); // CL0005
            conv.Log.Info("Seen", ("a", 1), ("A", 2));
            conv.Log.Info("Seen", ("", 1)); // CL0005
            conv.Log.Info("Seen", (" ", 1)); // CL0005
            conv.Log.Info("Seen", ("item_" + i, value)); // CL0005
            conv.Log.Info("Seen", ($"item_{i}", value)); // CL0005
            conv.Log.Info("Seen", LogField.Of(i.ToString(), value)); // CL0005
            conv.Log.Info("Seen", (Slot, value), (key, value));
            conv.Log.Info("Seen", ("item_" + Slot, value), (nameof(value), value));
        }
        """);
}
