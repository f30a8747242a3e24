namespace ConvLog.Testing.Tests.Assertions;

public sealed class EntryLinesTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Two_hundred_entries_are_listed_and_those_after_them_counted()
    {
        for (int i = 0; i < 200; i++)
        {
            _test.Conversation.Log.Info("m");
        }

        _test.Log.Describe().Should().StartWith("Logged: 200 entries.\n  1  ").And.EndWith("\n  200  (conversation)  Info  \"m\"");
        _test.Conversation.Log.Info("m");
        _test.Log.Describe().Should().StartWith("Logged: 201 entries.\n  1  ").And.EndWith("\n  200  (conversation)  Info  \"m\"\n  … and 1 more");
    }

    [Fact]
    public void Two_hundred_characters_are_shown_and_longer_values_shortened()
    {
        string text = new('x', 200);
        _test.Conversation.Log.Info(text);
        _test.Conversation.Log.Info(text + "y");

        _test.Log.Describe().Should().Be(
            $"Logged: 2 entries.\n  1  (conversation)  Info  \"{text}\"\n  2  (conversation)  Info  \"{text}… (201 characters)\"");
    }

    [Fact]
    public void Non_personal_values_are_shown_without_a_mark()
    {
        _test.Conversation.Log.Info("seen", ("guests", 2), LogField.Pii("who", "Jane"));
        _test.Conversation.Log.Info("Jane", isPii: true);

        _test.Log.ToString().Should().Be(
            "Logged: 2 entries.\n  1  (conversation)  Info: seen (guests=2, who=[redacted])\n  2  (conversation)  Info: [redacted]  [pii]");
        _test.Log.Describe().Should().Be(
            "Logged: 2 entries.\n  1  (conversation)  Info  \"seen\"  (guests=2, who=\"Jane\" [pii])\n  2  (conversation)  Info  \"Jane\"  [pii]");
    }
}
