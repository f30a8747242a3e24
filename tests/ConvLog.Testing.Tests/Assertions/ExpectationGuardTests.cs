namespace ConvLog.Testing.Tests.Assertions;

public sealed class ExpectationGuardTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task An_assertion_without_expectations_throws()
    {
        _test.Conversation.Log.Info("m");
        using var call = _test.Conversation.BeginFunction("f");

        _test.Log.Invoking(log => log.ShouldContainInOrder()).Should().Throw<ArgumentException>()
            .WithMessage("ShouldContainInOrder takes at least one of contents: without any it asserts nothing.*");
        _test.Log[0].Invoking(entry => entry.ShouldHave()).Should().Throw<ArgumentException>().WithMessage("ShouldHave takes at least one of fields*");
        call.Invoking(one => one.ShouldHaveArguments()).Should().Throw<ArgumentException>().WithMessage("ShouldHaveArguments takes at least one of arguments*");
        (await _test.Invoking(test => test.ShouldNotRevealAsync()).Should().ThrowAsync<ArgumentException>())
            .WithMessage("ShouldNotRevealAsync takes at least one of personal*");
        _test.Log.Invoking(log => log.ShouldContainInOrder(null!)).Should().Throw<ArgumentNullException>().WithParameterName("contents");
    }

    public static TheoryData<string, Action<TestConversation>> Nulls => new()
    {
        { "content", static test => test.Log.ShouldContain(EntryLevel.Info, null!) },
        { "content", static test => test.Log.ShouldContain(EntryLevel.Info, null!, isPii: false) },
        { "content", static test => test.Log.ShouldContainOnce(EntryLevel.Info, null!) },
        { "content", static test => test.Log.ShouldContainOnce(EntryLevel.Info, null!, isPii: false) },
        { "content", static test => test.Log.ShouldNotContain((string)null!) },
        { "content", static test => test.Log.ShouldNotContain(EntryLevel.Error, null!) },
        { "fields", static test => test.Log.ShouldContain(EntryLevel.Info, "m", fields: null!) },
        { "fields", static test => test.Log.ShouldNotContain(EntryLevel.Info, "n", fields: null!) },
        { "predicate", static test => test.Log.ShouldContain((Func<LogEntry, bool>)null!) },
        { "predicate", static test => _ = test.Log.WaitForEntryAsync((Func<LogEntry, bool>)null!) },
        { "functionName", static test => test.Log.In(null!) },
        { "functionName", static test => test.Log.ShouldNotHaveCalled(null!) },
        { "entry", static _ => ((LogEntry)null!).ShouldHave(("k", 1)) },
        { "entry", static _ => ((LogEntry)null!).ShouldNotHave("k") },
        { "entry", static _ => ((LogEntry)null!).ShouldBePersonal() },
        { "key", static test => test.Log[0].ShouldNotHave(null!) },
        { "keys", static test => test.Log[0].ShouldBePersonal(null!) },
        { "call", static _ => ((FunctionEvent)null!).ShouldHaveArguments(("k", 1)) },
        { "call", static _ => ((FunctionEvent)null!).ShouldHaveReturned(1) },
        { "call", static _ => ((FunctionEvent)null!).ShouldHaveEnded(FunctionOutcome.Completed) },
    };

    [Theory]
    [MemberData(nameof(Nulls), DisableDiscoveryEnumeration = true)]
    public void A_null_argument_of_an_assertion_throws(string parameter, Action<TestConversation> assertion)
    {
        _test.Conversation.Log.Info("m");
        _test.Invoking(assertion).Should().Throw<ArgumentNullException>().WithParameterName(parameter);
    }
}
