namespace ConvLog.NUnit.Tests;

/// <summary>Which set-up of NUnit makes a conversation current in the test.</summary>
public static class ConversationCurrentTests
{
    public sealed class Made_current_by_a_synchronous_set_up
    {
        private TestConversation _test = null!;
        private IDisposable _current = null!;

        [SetUp]
        public void SetUp()
        {
            _test = new TestConversation();
            _current = _test.Conversation.MakeCurrent();
        }

        [TearDown]
        public void TearDown()
        {
            _current.Dispose();
            _test.Dispose();
        }

        [Test]
        public async Task It_is_current_in_the_test()
        {
            await Task.Yield();
            Assert.That(Conversation.Current, Is.SameAs(_test.Conversation));
            BookingAgent.ConfirmBooking();
            _test.Log.ShouldContainOnce(EntryLevel.Info, "Booking confirmed");
        }
    }

    public sealed class Made_current_by_an_asynchronous_set_up
    {
        private TestConversation _test = null!;

        [SetUp]
        public async Task SetUpAsync()
        {
            await Task.Yield();
            _test = new TestConversation();
            _test.Conversation.MakeCurrent();
        }

        [TearDown]
        public async Task TearDownAsync() => await _test.DisposeAsync();

        [Test]
        public void It_is_not_and_a_failure_says_what_to_do()
        {
            BookingAgent.ConfirmBooking();

            Assert.That(Conversation.Current, Is.Null);
            Assert.That(() => _test.Log.ShouldContain(EntryLevel.Info, "Booking confirmed"),
                Throws.TypeOf<LogAssertionException>().With.Message.Contains("Conversation.Current is null here."));
        }
    }
}
