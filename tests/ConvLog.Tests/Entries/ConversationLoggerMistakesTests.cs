namespace ConvLog.Tests.Entries;

/// <summary>Calls that must not compile: the mistakes that authors elsewhere make and pay for when it runs.</summary>
public class ConversationLoggerMistakesTests
{
    [Theory]
    [InlineData("""log.Info("m", "text");""")]
    [InlineData("""log.Error("failed: %s", e.ToString());""")]
    [InlineData("""log.Info("m", "text", ("a", 1));""")]
    [InlineData("""log.Info("m", isPii: "yes");""")]
    [InlineData("""log.Info("m", ("a", 1), "text");""")]
    public void Text_where_the_flag_stands(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", 5UL));""")]
    [InlineData("""ulong big = 5; log.Info("m", ("big", big));""")]
    public void A_ulong_without_Of(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Debug("m");""")]
    [InlineData("""log.Info();""")]
    [InlineData("""log.Info("m", 5);""")]
    [InlineData("""log.Info("m", (1, "a"));""")]
    public void What_the_contract_does_not_know(string call) => DoesNotCompile(call);

    [Theory]
    [InlineData("""log.Info("m", ("big", LogField.Of("x", 5UL).Value));""")]
    [InlineData("""log.Info("m", LogField.Of("big", 5UL));""")]
    [InlineData("""log.Info("m", ("a", 1), ("b", "x"), isPii: true);""")]
    [InlineData("""log.Info("m", isPii: true, ("a", 1), ("b", "x"));""")]
    [InlineData("""log.Info("m", [("a", 1)]);""")]
    [InlineData("""log.Error("m", e, ("a", null));""")]
    [InlineData("""log.Info("m", ("small", 5u), ("byte", (byte)1), ("native", (nint)1));""")]
    public void What_is_right_compiles_in_every_version(string call)
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
