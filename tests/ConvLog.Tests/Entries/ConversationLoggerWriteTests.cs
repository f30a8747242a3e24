namespace ConvLog.Tests.Entries;

/// <summary><c>conv.Log.Write(level, …)</c>, for adapters.</summary>
public class ConversationLoggerWriteTests
{
    [Fact]
    public void Every_shape_of_the_call_binds()
    {
        var e = new InvalidOperationException("x");
        LogField[] array = [("a", 1)];
        Fields(log => log.Write(EntryLevel.Info, "m")).Should().BeEmpty();
        Fields(log => log.Write(EntryLevel.Info, "m", ("a", 1), LogField.Pii("b", "x"))).Should().Equal("a=1", "b=[redacted]");
        Fields(log => log.Write(EntryLevel.Info, "m", array)).Should().Equal("a=1");
        Fields(log => log.Write(EntryLevel.Info, "m", [.. array, ("b", 2)])).Should().Equal("a=1", "b=2");
        Fields(log => log.Write(EntryLevel.Info, "m", array.AsSpan())).Should().Equal("a=1");
        Fields(log => log.Write(EntryLevel.Error, "m", e)).Should().HaveCount(3);
        Fields(log => log.Write(EntryLevel.Error, "m", exception: null)).Should().BeEmpty();
        Fields(log => log.Write(EntryLevel.Error, "m", e, isPii: false, array)).Should().HaveCount(4);
        Logged.Entry(log => log.Write(EntryLevel.Error, "m", null, true, ("a", 1))).IsPii.Should().BeTrue();
        Logged.Entry(log => log.Write(EntryLevel.Info, null!)).Content.Should().BeEmpty();
    }

    [Theory]
    [InlineData(EntryLevel.Info, EntryLevel.Info)]
    [InlineData(EntryLevel.Warning, EntryLevel.Warning)]
    [InlineData(EntryLevel.Error, EntryLevel.Error)]
    [InlineData((EntryLevel)3, EntryLevel.Error)]
    [InlineData((EntryLevel)(-1), EntryLevel.Error)]
    public void An_undefined_level_does_not_hide_the_entry(EntryLevel given, EntryLevel written)
        => Logged.Entry(log => log.Write(given, "m", ("a", 1))).Level.Should().Be(written);

    private static string[] Fields(Action<ConversationLogger> log) => [.. Logged.Entry(log).Fields.Select(static field => field.ToString())];
}
