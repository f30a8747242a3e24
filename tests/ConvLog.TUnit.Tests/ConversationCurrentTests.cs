namespace ConvLog.TUnit.Tests;

/// <summary>
/// Whether a conversation made current in a TUnit set-up is current in the test. A test does not run in the execution context of its set-up, so the set-up must
/// hand it on.
/// </summary>
public static class ConversationCurrentTests
{
    public sealed class Made_current_by_a_set_up_that_hands_it_on
    {
        private TestConversation _test = null!;
        private IDisposable _current = null!;

        [Before(Test)]
        public void SetUp(TestContext context)
        {
            _test = new TestConversation();
            _current = _test.Conversation.MakeCurrent();
            context.AddAsyncLocalValues();
        }

        [After(Test)]
        public void TearDown()
        {
            _current.Dispose();
            _test.Dispose();
        }

        [Test]
        public async Task It_is_current_in_the_test()
        {
            await Task.Yield();
            await Assert.That(Conversation.Current).IsSameReferenceAs(_test.Conversation);
            BookingAgent.ConfirmBooking();
            _test.Log.ShouldContainOnce(EntryLevel.Info, "Booking confirmed");
        }
    }

    public sealed class Made_current_by_an_asynchronous_set_up_that_hands_it_on
    {
        private TestConversation _test = null!;

        [Before(Test)]
        public async Task SetUpAsync(TestContext context)
        {
            await Task.Yield();
            _test = new TestConversation();
            _test.Conversation.MakeCurrent();
            context.AddAsyncLocalValues();
        }

        [After(Test)]
        public async Task TearDownAsync() => await _test.DisposeAsync();

        [Test]
        public async Task It_is_current_in_the_test() => await Assert.That(Conversation.Current).IsSameReferenceAs(_test.Conversation);
    }

    public sealed class Made_current_by_a_synchronous_set_up
    {
        private TestConversation _test = null!;

        [Before(Test)]
        public void SetUp()
        {
            _test = new TestConversation();
            _test.Conversation.MakeCurrent();
        }

        [After(Test)]
        public void TearDown() => _test.Dispose();

        [Test]
        public Task It_is_not_and_a_failure_says_what_to_do() => IsNotCurrentAsync(_test);
    }

    public sealed class Made_current_by_an_asynchronous_set_up
    {
        private TestConversation _test = null!;

        [Before(Test)]
        public async Task SetUpAsync()
        {
            await Task.Yield();
            _test = new TestConversation();
            _test.Conversation.MakeCurrent();
        }

        [After(Test)]
        public async Task TearDownAsync() => await _test.DisposeAsync();

        [Test]
        public Task It_is_not_and_a_failure_says_what_to_do() => IsNotCurrentAsync(_test);
    }

    private static async Task IsNotCurrentAsync(TestConversation test)
    {
        BookingAgent.ConfirmBooking();

        await Assert.That(Conversation.Current).IsNull();
        await Assert.That(() => test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed")).ThrowsExactly<LogAssertionException>()
            .WithMessageContaining("Conversation.Current is null here.", StringComparison.Ordinal);
    }
}
