namespace ConvLog.Testing.Tests.Ids;

public class NumberedIdsTests
{
    [Fact]
    public void They_are_the_same_in_every_run_and_release()
    {
        using var test = new TestConversation(new ConversationInfo("conv-42"));
        using var first = test.Conversation.BeginTurn();
        using var second = test.Conversation.BeginTurn();

        $"{first.Id} {second.Id}".Should().Be(
            "00000000-0002-7993-bea2-53b58d70fdf1 00000000-0003-7993-bea2-53b58d70fdf1", "snapshots of tests hold them");
    }
}
