namespace ConvLog.Tests.Entries;

/// <summary>Calls that must not compile: mistakes that with other loggers show only at run time.</summary>
public class ConversationLoggerMistakesTests
{
    [Theory]
    [InlineData("""log.Info("m", "text");""")]
    [InlineData("""log.Error("failed: %s", e.ToString());""")]
    [InlineData("""log.Info("m", "text", ("a", 1));""")]
    [InlineData("""log.Info("m", isPii: "yes");""")]
    [InlineData("""log.Info("m", ("a", 1), "text");""")]
    public void Text_in_the_position_of_the_flag(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", 5UL));""")]
    [InlineData("""ulong big = 5; log.Info("m", ("big", big));""")]
    public void A_ulong_without_Of(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Debug("m");""")]
    [InlineData("""log.Info();""")]
    [InlineData("""log.Info("m", 5);""")]
    [InlineData("""log.Info("m", (1, "a"));""")]
    public void Arguments_that_the_contract_does_not_allow(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", "text");""", "A value needs a key")]
    [InlineData("""log.Info("m {Name}", name);""", "A value needs a key")]
    [InlineData("""log.Info("m {Name}", name, true);""", "A value needs a key")]
    [InlineData("""log.Info("m {Name} {Count}", name, 5);""", "A value needs a key")]
    [InlineData("""log.Warning("m {Count}", 5);""", "A value needs a key")]
    [InlineData("""log.Error("m {Name}", e, name);""", "A value needs a key")]
    [InlineData("""log.Error("m {Count}", e, 5);""", "A value needs a key")]
    [InlineData("""log.Info("m {At}", DateTime.UnixEpoch);""", "A value needs a key")]
    [InlineData("""log.Info("m", ("a", 1), "text");""", "A value needs a key")]
    [InlineData("""log.Info("m", new { a = 1 }, ("b", 2));""", "A value needs a key")]
    [InlineData("""log.Error(e, "m");""", "The message comes first")]
    [InlineData("""log.Error(e);""", "The message comes first")]
    [InlineData("""log.Error(e, "m {Name}", name);""", "The message comes first")]
    [InlineData("""log.Warning(e, "m", ("a", 1));""", "The message comes first")]
    [InlineData("""log.Info("m", names);""", "An array needs a key")]
    [InlineData("""log.Info("m", new[] { 1, 2 });""", "An array needs a key")]
    [InlineData("""log.Info("m", (object)name);""", "cast it to its own type")]
    public void The_error_says_what_to_write(string call, string advice)
    {
        foreach (var version in AuthorCode.Versions)
        {
            AuthorCode.Errors(call, version).Should().ContainSingle(because: "{0} must say it once", version).Which.Should()
                .StartWith("CS0619").And.Contain(advice);
        }
    }

    [Theory]
    [InlineData("""log.Info("m", new { a = 1 });""")]
    [InlineData("""log.Info("m", new { a = 1 }, isPii: true);""")]
    [InlineData("""log.Error("m", e, new { a = 1 });""")]
    [InlineData("""log.Info("m", new System.Collections.Generic.Dictionary<string, object?> { ["a"] = 1 });""")]
    [InlineData("""log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9), isPii: true);""")]
    [InlineData("""log.Write(EntryLevel.Info, "m", ("a", 1), ("b", "x"));""")]
    [InlineData("""log.Write(EntryLevel.Error, "m", e, isPii: true, ("a", 1));""")]
    [InlineData("""log.Write(EntryLevel.Error, "m", e);""")]
    [InlineData("""log.Write(EntryLevel.Error, "m");""")]
    public void Unambiguous_calls_compile_in_every_version(string call) => Correct_calls_compile_in_every_version(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", LogField.Of("x", 5UL).Value));""")]
    [InlineData("""log.Info("m", LogField.Of("big", 5UL));""")]
    [InlineData("""log.Info("m", ("a", 1), ("b", "x"), isPii: true);""")]
    [InlineData("""log.Info("m", isPii: true, ("a", 1), ("b", "x"));""")]
    [InlineData("""log.Info("m", [("a", 1)]);""")]
    [InlineData("""log.Error("m", e, ("a", null));""")]
    [InlineData("""log.Info("m", ("a", [1, 2]), ("b", [.. names, 1, null]), ("c", []));""")]
    [InlineData("""dynamic d = 5; log.Info("m", ("a", (object)d), LogField.Of("b", (object)d));""")]
    [InlineData("""log.Info("m", ("small", 5u), ("byte", (byte)1), ("native", (nint)1));""")]
    public void Correct_calls_compile_in_every_version(string call)
    {
        foreach (var version in AuthorCode.Versions)
        {
            AuthorCode.Errors(call, version).Should().BeEmpty();
        }
    }

    private static void DoesNotCompile(string call)
    {
        foreach (var version in AuthorCode.Versions)
        {
            AuthorCode.Errors(call, version).Should().NotBeEmpty("{0} must refuse it", version);
        }
    }
}
