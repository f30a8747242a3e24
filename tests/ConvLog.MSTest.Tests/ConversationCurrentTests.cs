namespace ConvLog.MSTest.Tests;

/// <summary>Which set-up of MSTest makes a conversation current in the test.</summary>
public static class ConversationCurrentTests
{
    [TestClass]
    public sealed class Made_current_by_a_synchronous_set_up
    {
        private TestConversation _test = null!;
        private IDisposable _current = null!;

        [TestInitialize]
        public void Initialize()
        {
            _test = new TestConversation();
            _current = _test.Conversation.MakeCurrent();
        }

        [TestCleanup]
        public void CleanUp()
        {
            _current.Dispose();
            _test.Dispose();
        }

        [TestMethod]
        public async Task It_is_current_in_the_test()
        {
            await Task.Yield();
            Assert.AreSame(_test.Conversation, Conversation.Current);
            BookingAgent.ConfirmBooking();
            _test.Log.ShouldContainOnce(EntryLevel.Info, "Booking confirmed");
        }
    }

    [TestClass]
    public sealed class Made_current_by_an_asynchronous_set_up
    {
        private TestConversation _test = null!;

        [TestInitialize]
        public async Task InitializeAsync()
        {
            await Task.Yield();
            _test = new TestConversation();
            _test.Conversation.MakeCurrent();
        }

        [TestCleanup]
        public async Task CleanUpAsync() => await _test.DisposeAsync();

        [TestMethod]
        public void It_is_not_and_a_failure_says_what_to_do()
        {
            BookingAgent.ConfirmBooking();

            Assert.IsNull(Conversation.Current);
            var failure = Assert.ThrowsExactly<LogAssertionException>(() => _test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed"));
            Assert.Contains("Conversation.Current is null here.", failure.Message, StringComparison.Ordinal);
        }
    }
}
