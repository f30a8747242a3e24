namespace ConvLog.Tests.Entries;

public class ValueSnapshotScalarTests
{
    private enum Step
    {
        Greeting,
        Payment,
    }

    public static TheoryData<object, string> Scalars => new()
    {
        { true, "true" },
        { (sbyte)-5, "-5" },
        { (byte)255, "255" },
        { (short)-300, "-300" },
        { (ushort)65535, "65535" },
        { 42, "42" },
        { 4294967295u, "4294967295" },
        { long.MinValue, "-9223372036854775808" },
        { ulong.MaxValue, "18446744073709551615" },
        { Int128.MinValue, "-170141183460469231731687303715884105728" },
        { UInt128.MaxValue, "340282366920938463463374607431768211455" },
        { (Half)0.1, "0.1" },
        { 1.1f, "1.1" },
        { 0.1, "0.1" },
        { 1.10m, "1.10" },
        { decimal.MaxValue, "79228162514264337593543950335" },
        { 'c', "\"c\"" },
        { new DateTimeOffset(2025, 1, 1, 10, 0, 0, TimeSpan.FromHours(2)), "\"2025-01-01T10:00:00+02:00\"" },
        { new DateTime(2025, 1, 1, 10, 0, 0, DateTimeKind.Utc), "\"2025-01-01T10:00:00Z\"" },
        { new DateOnly(2025, 1, 31), "\"2025-01-31\"" },
        { new TimeOnly(11, 15), "\"11:15:00\"" },
        { TimeSpan.FromMinutes(90), "\"01:30:00\"" },
        { Guid.Parse("7d444840-9dc0-11d1-b245-5ffdce74fad2"), "\"7d444840-9dc0-11d1-b245-5ffdce74fad2\"" },
        { "text", "\"text\"" },
        { Step.Payment, "\"Payment\"" },
        { new Uri("https://crm.example/a?b=c"), "\"https://crm.example/a?b=c\"" },
        { new Version(1, 2, 3), "\"1.2.3\"" },
        { System.Net.IPAddress.Loopback, "\"127.0.0.1\"" },
        { new System.Text.StringBuilder("built"), "\"built\"" },
        { new System.Text.Rune(0x1F600), "\"\U0001F600\"" },
        { System.Numerics.BigInteger.Pow(10, 40), "10000000000000000000000000000000000000000" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_is_written_exactly(object value, string json) => System.Text.RegularExpressions.Regex.Unescape(Logged.Value(value)).Should().Be(json);

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_inside_a_list_is_written_as_it_is_at_the_top(object value, string json)
        => System.Text.RegularExpressions.Regex.Unescape(Logged.Value(new[] { value })).Should().Be($"[{json}]");

    public static TheoryData<object> Typed => new()
    {
        true, (sbyte)-5, (byte)255, (short)-300, (ushort)65535, 42, 4294967295u, long.MinValue, ulong.MaxValue, Int128.MinValue, UInt128.MaxValue, (Half)0.1,
            1.1f, 0.1, 1.10m, 'c',
        new DateTimeOffset(2025, 1, 1, 10, 0, 0, TimeSpan.FromHours(2)), new DateTime(2025, 1, 1, 10, 0, 0, DateTimeKind.Unspecified),
            new DateOnly(2025, 1, 31), new TimeOnly(11, 15),
        TimeSpan.FromMinutes(90), Guid.Parse("7d444840-9dc0-11d1-b245-5ffdce74fad2"), "text",
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void A_scalar_keeps_its_type(object value)
    {
        var entry = Logged.Entry(log => log.Info("m", ("boxed", value), LogField.Pii("pii", value), LogField.Pii("shown", value, shown: "#")));

        entry.Fields["boxed"].Should().BeOfType(value.GetType()).And.Be(value);
        entry.Fields["pii"].Should().BeOfType(value.GetType()).And.Be(value);
        entry.Fields["shown"].Should().BeOfType(value.GetType()).And.Be(value);
    }

    [Fact]
    public void Of_keeps_the_type_of_each_generic_instance()
    {
        LogField.Of("k", 5UL).Value.Should().Be(5UL);
        LogField.Of("k", (byte)5).Value.Should().Be((byte)5);
        LogField.Of("k", 1.5f).Value.Should().Be(1.5f);
        LogField.Of("k", 'x').Value.Should().Be('x');
        LogField.Of("k", (int?)null).Value.Should().BeNull();
        LogField.Of("k", (int?)7).Value.Should().Be(7);
        LogField.Of("k", (string?)null).Value.Should().BeNull();
        LogField.Of<string?>("k", null).Value.Should().BeNull();
        LogField.Of("k", 5.0m).Value.Should().Be(5.0m);
        LogField.Of("k", DateTime.UnixEpoch).Value.Should().Be(DateTime.UnixEpoch);
        LogField.Of("k", DateTimeOffset.UnixEpoch).Value.Should().Be(DateTimeOffset.UnixEpoch);
        LogField.Of("k", TimeSpan.FromSeconds(1)).Value.Should().Be(TimeSpan.FromSeconds(1));
        LogField.Of("k", Guid.Empty).Value.Should().Be(Guid.Empty);
        LogField.Of("k", true).Value.Should().Be(true);
        LogField.Of("k", 5L).Value.Should().Be(5L);
        LogField.Of("k", 5.0).Value.Should().Be(5.0);
    }

    [Fact]
    public void The_listed_types_are_not_boxed_and_an_entry_takes_two_allocations()
    {
        using var session = new Session();
        var conversation = new Conversation(new ConversationInfo("c"), new Ignoring(), session.Options);
        var now = DateTimeOffset.UnixEpoch;
        void Log() => conversation.Log.Info("m", ("a", 1), ("b", 2.5m), ("c", now), ("d", 'x'), ("e", 1.5f), ("f", TimeSpan.Zero), ("g", true),
            ("h", Guid.Empty));
        for (int i = 0; i < 5_000; i++)
        {
            Log();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Log();
        }

        // An entry and an array of eight fields of 32 bytes. Boxing one value per call would add at least 24 bytes. Chunks of the list of entries are added
        // occasionally.
        long perCall = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        perCall.Should().BeLessThan(56 + 24 + (8 * 32) + 20);
    }

    private sealed class Ignoring : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }
    }
}
