namespace ConvLog.Tests;

public sealed class ConversationInfoTests
{
    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void An_id_that_no_address_can_name_is_refused(string id)
    {
        FluentActions.Invoking(() => new ConversationInfo(id)).Should().Throw<ArgumentException>().WithMessage($"*the ID \"{id}\": give another one*");
        FluentActions.Invoking(() => new ConversationInfo { AgentId = id }).Should().Throw<ArgumentException>().WithMessage("*give another one*");
    }

    [Theory]
    [InlineData("...")]
    [InlineData("a..")]
    [InlineData("../x")]
    [InlineData("a/b %")]
    public void Other_ids_are_kept_as_they_are(string id) => new ConversationInfo(id) { AgentId = id }.Should().Match<ConversationInfo>(info => info.Id == id
        && info.AgentId == id);

    [Fact]
    public void A_lone_surrogate_in_an_id_is_replaced() => new ConversationInfo("a\uD800") { AgentId = "b\uD800" }.Should()
        .Match<ConversationInfo>(static info => info.Id == "a\uFFFD" && info.AgentId == "b\uFFFD");
}
