namespace ConvLog.Xunit3.Tests;

/// <summary>Which set-up of xunit 3 makes a conversation current in the test.</summary>
public static class ConversationCurrentTests
{
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
        public async Task It_is_current_in_the_test()
        {
            await Task.Yield();
            Assert.Same(_test.Conversation, Conversation.Current);
            BookingAgent.ConfirmBooking();
            _test.Log.ShouldContainOnce(EntryLevel.Info, "Booking confirmed");
        }
    }

    public sealed class Made_current_by_an_asynchronous_set_up : IAsyncLifetime
    {
        private readonly TestConversation _test = new();

        public async ValueTask InitializeAsync()
        {
            await Task.Yield();
            _test.Conversation.MakeCurrent();
        }

        public async ValueTask DisposeAsync() => await _test.DisposeAsync();

        [Fact]
        public void It_is_not_and_a_failure_says_what_to_do()
        {
            BookingAgent.ConfirmBooking();

            Assert.Null(Conversation.Current);
            var failure = Assert.Throws<LogAssertionException>(() => _test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed"));
            Assert.Contains("Conversation.Current is null here.", failure.Message);
        }
    }
}
