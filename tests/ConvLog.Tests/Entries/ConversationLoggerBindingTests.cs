using System.Reflection;

namespace ConvLog.Tests.Entries;

/// <summary>Every form of a log call, compiled with C# 14. ConvLog.CSharp12.Tests has the same for C# 12.</summary>
public class ConversationLoggerBindingTests
{
    private static string[] Fields(Action<ConversationLogger> log) => [.. Logged.Entry(log).Fields.Select(field => field.ToString())];

    private static bool IsPii(Action<ConversationLogger> log) => Logged.Entry(log).IsPii;

    [Fact]
    public void A_message_alone()
    {
        Fields(log => log.Info("m")).Should().BeEmpty();
        IsPii(log => log.Info("m")).Should().BeFalse();
    }

    [Fact]
    public void A_message_and_the_flag()
    {
        IsPii(log => log.Info("m", true)).Should().BeTrue();
        IsPii(log => log.Info("m", isPii: true)).Should().BeTrue();
        IsPii(log => log.Info("m", isPii: false)).Should().BeFalse();
    }

    [Fact]
    public void The_flag_after_the_fields_and_before_them()
    {
        const string Phone = "+1";
        IsPii(log => log.Info("m", ("user_phone", Phone), isPii: true)).Should().BeTrue();
        IsPii(log => log.Info("m", isPii: true, ("user_phone", Phone))).Should().BeTrue();
        IsPii(log => log.Info("m", true, ("user_phone", Phone))).Should().BeTrue();
        Fields(log => log.Info("m", ("user_phone", Phone), ("b", 2), isPii: true)).Should().Equal("user_phone=+1", "b=2");
        Fields(log => log.Info("m", isPii: true, ("user_phone", Phone), ("b", 2))).Should().Equal("user_phone=+1", "b=2");
    }

    [Fact]
    public void One_to_eight_fields()
    {
        Fields(log => log.Info("m", ("a", 1))).Should().Equal("a=1");
        Fields(log => log.Info("m", ("a", 1), ("b", 2))).Should().Equal("a=1", "b=2");
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3))).Should().HaveCount(3);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4))).Should().HaveCount(4);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5))).Should().HaveCount(5);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6))).Should().HaveCount(6);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7))).Should().HaveCount(7);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8)))
            .Should().Equal("a=1", "b=2", "c=3", "d=4", "e=5", "f=6", "g=7", "h=8");
    }

    [Fact]
    public void Nine_and_more_fields_go_to_the_span()
    {
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9)))
            .Should().Equal("a=1", "b=2", "c=3", "d=4", "e=5", "f=6", "g=7", "h=8", "i=9");
        IsPii(log => log.Info("m", isPii: true, ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9))).Should().BeTrue();
    }

    [Fact]
    public void Tuples_mix_with_Of_and_Pii()
        => Fields(log => log.Info("m", ("a", 1), LogField.Pii("b", "secret"), LogField.Of("c", 18446744073709551615UL), ("d", "x"),
            LogField.Pii("e", 5, shown: "#")))
            .Should().Equal("a=1", "b=[redacted]", "c=18446744073709551615", "d=x", "e=#");

    [Fact]
    public void Number_literals_of_each_type_and_null()
        => Logged.Json(log => log.Info("m", ("a", 1), ("b", 1u), ("c", 1L), ("d", 1.1f), ("e", 1.1), ("f", 1.10m), ("g", null)))
            .Should().EndWith("\"a\":1,\"b\":1,\"c\":1,\"d\":1.1,\"e\":1.1,\"f\":1.10,\"g\":null}");

    [Fact]
    public void Typed_nulls_and_a_literal_null()
    {
        string? text = null;
        int? number = null;
        DateTimeOffset? time = null;
        object? value = null;
        List<int>? list = null;
        MaskedText? masked = null;
        Logged.Json(log => log.Info("m", ("a", text), ("b", number), ("c", time), ("d", value), ("e", list), ("f", null), ("g", masked)))
            .Should().EndWith("\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":null,\"f\":null,\"g\":null}");
    }

    [Fact]
    public void Nullables_with_a_value()
    {
        int? number = 5;
        Guid? id = Guid.Empty;
        Logged.Json(log => log.Info("m", ("a", number), ("b", id), LogField.Of("c", number))).Should()
            .EndWith("\"a\":5,\"b\":\"00000000-0000-0000-0000-000000000000\",\"c\":5}");
    }

    [Fact]
    public async Task An_await_inside_a_field()
    {
        using var session = new Session();
        session.Log.Info("m", ("a", await Task.FromResult(1)), ("b", await Task.FromResult("x")), isPii: await Task.FromResult(true));
        session.Log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", await Task.FromResult(9)));

        session.Sink.Entries[0].Fields.ToString().Should().Be("a=1, b=x");
        session.Sink.Entries[0].IsPii.Should().BeTrue();
        session.Last.Fields.Should().HaveCount(9);
    }

    [Fact]
    public void Collection_expressions_and_spreads()
    {
        LogField[] common = [("a", 1), ("b", "x")];
        List<LogField> list = [("c", true)];
        Fields(log => log.Info("m", [("a", 1), ("b", "x")])).Should().Equal("a=1", "b=x");
        Fields(log => log.Info("m", [.. common, ("d", 4.5)])).Should().Equal("a=1", "b=x", "d=4.5");
        Fields(log => log.Info("m", [.. common, .. list])).Should().Equal("a=1", "b=x", "c=true");
        Fields(log => log.Info("m", isPii: true, [.. list])).Should().Equal("c=true");
        Fields(log => log.Info("m", [])).Should().BeEmpty();
    }

    [Fact]
    public void Arrays_and_spans_that_the_caller_made()
    {
        LogField[] array = [("a", 1), ("b", "x")];
        Fields(log => log.Info("m", array)).Should().Equal("a=1", "b=x");
        Fields(log => log.Info("m", isPii: true, array)).Should().Equal("a=1", "b=x");
        Fields(log => log.Info("m", new ReadOnlySpan<LogField>(array, 1, 1))).Should().Equal("b=x");
        Fields(log => log.Info("m", isPii: true, array.AsSpan())).Should().HaveCount(2);
        Fields(log => log.Info("m", (LogField[])null!)).Should().BeEmpty();
    }

    [Fact]
    public void An_array_of_the_callers_is_not_touched_and_not_kept()
    {
        LogField[] array = [("level", 1), ("a", new List<int> { 1 })];
        var entry = Logged.Entry(log => log.Info("m", array));
        array[1] = ("a", "changed");

        entry.Fields.Keys.Should().Equal("field_level", "a");
        array[0].Key.Should().Be("level");
        Logged.RawField(entry, "a").Should().Be("[1]");
    }

    [Fact]
    public void An_exception_with_and_without_fields()
    {
        var e = new InvalidOperationException("x");
        Fields(log => log.Error("m", e)).Should().HaveCount(3);
        Fields(log => log.Error("m", exception: null)).Should().BeEmpty();
        Fields(log => log.Error("m", (Exception?)null, ("a", 1))).Should().Equal("a=1");
        Fields(log => log.Error("m", e, ("status", 409), ("retriable", true), ("attempt", 2))).Should().HaveCount(6).And.EndWith("attempt=2");
        Fields(log => log.Error("m", e, ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9))).Should().HaveCount(12);
        Fields(log => log.Error("m", e, [("a", 1)])).Should().HaveCount(4);
        Fields(log => log.Error("m", e, new LogField[] { ("a", 1) })).Should().HaveCount(4);
        IsPii(log => log.Error("m", e, isPii: true)).Should().BeTrue();
        IsPii(log => log.Error("m", e, true)).Should().BeTrue();
        IsPii(log => log.Error("m", e, ("a", 1), isPii: true)).Should().BeTrue();
        IsPii(log => log.Error("m", e, isPii: true, ("a", 1))).Should().BeTrue();
        IsPii(log => log.Error("m", e, isPii: true, new LogField[] { ("a", 1) })).Should().BeTrue();
    }

    [Theory]
    [InlineData(nameof(ConversationLogger.Warning))]
    [InlineData(nameof(ConversationLogger.Error))]
    public void Every_level_has_the_same_overloads(string level)
    {
        static string[] Signatures(string name) => [.. typeof(ConversationLogger).GetMethods()
            .Where(method => string.Equals(method.Name, name, StringComparison.Ordinal))
            .Select(method => string.Join(", ", method.GetParameters().Select(Describe)))
            .Order(StringComparer.Ordinal)];

        Signatures(level).Should().Equal(Signatures(nameof(ConversationLogger.Info))).And.HaveCount(12);
    }

    private static string Describe(ParameterInfo parameter)
        => $"{parameter.ParameterType} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")} "
            + $"{string.Join(' ', parameter.GetCustomAttributes().Select(a => a.GetType().Name).Order(StringComparer.Ordinal))}";

    [Fact]
    public void Every_overload_writes_at_its_own_level()
    {
        using var session = new Session();
        var methods = typeof(ConversationLogger).GetMethods().Where(method => method.Name is "Info" or "Warning" or "Error").ToArray();
        var log = session.Log;
        var e = new InvalidOperationException("x");
        LogField[] array = [("a", 1)];
        Action[] calls =
        [
            () => log.Info("m"), () => log.Info("m", ("a", 1)), () => log.Info("m", [("a", 1)]), () => log.Info("m", true, [("a", 1)]),
                () => log.Info("m", array), () => log.Info("m", true, array),
            () => log.Info("m", e), () => log.Info("m", e, ("a", 1)), () => log.Info("m", e, [("a", 1)]), () => log.Info("m", e, true, [("a", 1)]),
                () => log.Info("m", e, array), () => log.Info("m", e, true, array),
            () => log.Warning("m"), () => log.Warning("m", ("a", 1)), () => log.Warning("m", [("a", 1)]), () => log.Warning("m", true, [("a", 1)]),
                () => log.Warning("m", array), () => log.Warning("m", true, array),
            () => log.Warning("m", e), () => log.Warning("m", e, ("a", 1)), () => log.Warning("m", e, [("a", 1)]), () => log.Warning("m", e, true, [("a", 1)]),
                () => log.Warning("m", e, array), () => log.Warning("m", e, true, array),
            () => log.Error("m"), () => log.Error("m", ("a", 1)), () => log.Error("m", [("a", 1)]), () => log.Error("m", true, [("a", 1)]),
                () => log.Error("m", array), () => log.Error("m", true, array),
            () => log.Error("m", e), () => log.Error("m", e, ("a", 1)), () => log.Error("m", e, [("a", 1)]), () => log.Error("m", e, true, [("a", 1)]),
                () => log.Error("m", e, array), () => log.Error("m", e, true, array),
        ];
        foreach (var call in calls)
        {
            call();
        }

        calls.Should().HaveCount(methods.Length);
        var levels = session.Sink.Entries.Select(entry => entry.Level).ToArray();
        levels.Should().Equal([.. Enumerable.Repeat(EntryLevel.Info, 12), .. Enumerable.Repeat(EntryLevel.Warning, 12),
            .. Enumerable.Repeat(EntryLevel.Error, 12)]);
        session.Sink.Entries.Count(entry => entry.IsPii).Should().Be(3 * 4);
        session.Sink.Entries.Count(entry => entry.Fields.ContainsKey("a")).Should().Be(3 * 10);
        session.Sink.Entries.Count(entry => entry.Fields.ContainsKey("exception_stack")).Should().Be(3 * 6);
    }
}
