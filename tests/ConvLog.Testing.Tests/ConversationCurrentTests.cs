namespace ConvLog.Testing.Tests;

/// <summary>Set-ups that make a conversation current in the test. In every framework, a conversation made current by an async method ends with it.</summary>
public static class ConversationCurrentTests
{
    private const string Hint = "Conversation.Current is null here. If the code under test takes that, call MakeCurrent() in the test, in its constructor or in a "
        + "synchronous set-up (of TUnit: with context.AddAsyncLocalValues()): what an asynchronous set-up makes current is not current in the test.";

    public sealed class Made_current_in_the_constructor : IDisposable
    {
        private readonly TestConversation _test = new();
        private readonly IDisposable _current;

        public Made_current_in_the_constructor() => _current = _test.Conversation.MakeCurrent();

        public void Dispose()
        {
            _current.Dispose();
            _test.Dispose();
        }

        [Fact]
        public void It_is_current_in_the_test()
        {
            Conversation.Current.Should().BeSameAs(_test.Conversation);
            CodeUnderTest();
            _test.Log.ShouldContainOnce(EntryLevel.Info, "m");
        }

        [Fact]
        public void A_failure_needs_no_hint()
            => _test.Log.Invoking(static log => log.ShouldContain(EntryLevel.Info, "m")).Should().Throw<LogAssertionException>()
                .WithMessage("*Nothing was logged.");
    }

    public sealed class Made_current_by_an_asynchronous_set_up : IAsyncLifetime
    {
        private readonly TestConversation _test = new();

        public async Task InitializeAsync()
        {
            await Task.Yield();
            _test.Conversation.MakeCurrent();
        }

        public async Task DisposeAsync() => await _test.DisposeAsync();

        [Fact]
        public async Task It_is_not_and_a_failure_says_what_to_do()
        {
            Conversation.Current.Should().BeNull();
            CodeUnderTest();

            _test.Log.Invoking(static log => log.ShouldContain(EntryLevel.Info, "m")).Should().Throw<LogAssertionException>()
                .WithMessage($"Expected an entry at Info \"m\", but there is none. Nothing was logged. {Hint}");
            _test.Log.Invoking(static log => log.ShouldHaveCalled("f")).Should().Throw<LogAssertionException>().WithMessage($"*No function was called. {Hint}");
            (await _test.Log.Invoking(static log => log.WaitForEntryAsync("m", TimeSpan.FromMilliseconds(1))).Should().ThrowAsync<LogAssertionException>())
                .WithMessage($"*Nothing was logged. {Hint}");
            (await _test.Log.Invoking(static log => log.WaitForFunctionAsync("f", TimeSpan.FromMilliseconds(1))).Should().ThrowAsync<LogAssertionException>())
                .WithMessage($"*No function was called. {Hint}");
        }

        [Fact]
        public void Making_it_current_in_the_test_suffices()
        {
            using var current = _test.Conversation.MakeCurrent();
            CodeUnderTest();

            _test.Log.ShouldContainOnce(EntryLevel.Info, "m");
        }
    }

    private static void CodeUnderTest() => Conversation.Current?.Log.Info("m");
}
