using BlazorChat;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>
/// Interactive Blazor Server circuits that drop during an answer: the answer or the reason of its absence is recorded, and the visitor can continue.
/// </summary>
public sealed class BlazorDropWalkTests
{
    private static readonly BrowserNewContextOptions s_look = OpenedPage.Look("light", 1_440, 900);

    private static readonly int s_words = ScriptedModel.Answer.Split(' ').Length - 2; // The first word comes immediately, the second when the answer starts.

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_circuit_that_drops_and_reconnects_has_its_answer_and_continues()
    {
        await using var chat = await ChatOnBadNetwork.StartAsync();
        await using var ada = await OpenedPage.OpenAsync(chat.NetworkUrl + "/?chat=ada", s_look);
        await BeginAsync(chat, ada.Page, "Book a table");
        await chat.DropAsync();
        chat.Clock.Advance(TimeSpan.FromMinutes(11)); // Longer than MaximumLinger: the handler keeps the conversation open.
        chat.Say(s_words);
        (await chat.TurnsAsync("ada", count: 1))[0].AgentResponse.Text.Should().Be(ScriptedModel.Answer);

        await using var ben = await OpenedPage.OpenAsync(chat.Url + "/?chat=ben", s_look);
        await AskAsync(chat, ben.Page, "A table for Ben");
        await chat.TurnsAsync("ben", count: 1);
        await ComeBackAsync(chat, ada.Page);
        await ada.Page.GetByText(ScriptedModel.Answer).WaitForAsync();
        await AskAsync(chat, ada.Page, "And another");

        var turns = await chat.TurnsAsync("ada", count: 2);
        turns.Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text, turn.Outcome)).Should().Equal(
            ("Book a table", ScriptedModel.Answer, TurnOutcome.Completed), ("And another", ScriptedModel.Answer, TurnOutcome.Completed));
        turns.Should().OnlyContain(static turn => turn.FunctionEvents.Single().Entries.Count == 1 && turn.ModelCalls.Count == 2);
        (await chat.TurnsAsync("ben", count: 1))[0].UserInput.Text.Should().Be("A table for Ben");
        (await chat.FlushAsync()).IsComplete.Should().BeTrue();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_discarded_circuit_is_recorded_as_UserLeft_and_a_returning_user_continues()
    {
        await using var chat = await ChatOnBadNetwork.StartAsync(retained: 0);
        await using var ada = await OpenedPage.OpenAsync(chat.NetworkUrl + "/?chat=ada", s_look);
        await BeginAsync(chat, ada.Page, "Book a table");
        await chat.DropAsync();
        var left = (await chat.TurnsAsync("ada", count: 1))[0];

        await ada.Page.GotoAsync("about:blank"); // Otherwise the page would reload itself.
        chat.Network.Restore();
        await LoadAgainAsync(ada.Page, chat.NetworkUrl + "/?chat=ada");
        await AskAsync(chat, ada.Page, "I am back");
        var turns = await chat.TurnsAsync("ada", count: 2);

        (left.Outcome, left.CancelReason, left.HasFailed).Should().Be((TurnOutcome.Canceled, CancelReason.UserLeft, false));
        left.AgentResponse.Text.Trim().Should().Be("Your table");
        (turns[1].UserInput.Text, turns[1].AgentResponse.Text, turns[1].Outcome).Should().Be(("I am back", ScriptedModel.Answer, TurnOutcome.Completed));
        (await chat.FlushAsync()).IsComplete.Should().BeTrue();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_dropped_connection_keeps_the_answer_while_it_lingers_and_the_next_connection_continues()
    {
        await using var chat = await ChatOnBadNetwork.StartAsync();
        await using var ada = await ConnectAsync(chat.NetworkUrl, "ada");
        await using var ben = await ConnectAsync(chat.Url, "ben");
        await BeginAsync(chat, ada.Page, "Book a table");
        await chat.DropAsync();
        chat.Clock.Advance(TimeSpan.FromMinutes(9));
        chat.Say(s_words);
        (await chat.TurnsAsync("ada", count: 1))[0].AgentResponse.Text.Should().Be(ScriptedModel.Answer);

        await AskAsync(chat, ben.Page, "A table for Ben");
        await ComeBackAsync(chat, ada.Page);
        await BeginAsync(chat, ada.Page, "And another");
        await chat.DropAsync();
        chat.Clock.Advance(TimeSpan.FromMinutes(11));
        await chat.TurnsAsync("ada", count: 2);
        chat.Say(s_words);
        await ComeBackAsync(chat, ada.Page);
        await ada.Page.GetByText(ScriptedModel.Answer).Nth(1).WaitForAsync();
        await AskAsync(chat, ada.Page, "And a third");
        await AskAsync(chat, ben.Page, "And another for Ben");

        var turns = await chat.TurnsAsync("ada", count: 3);
        turns.Select(static turn => (turn.UserInput.Text, turn.Outcome)).Should().Equal(
            ("Book a table", TurnOutcome.Completed), ("And another", TurnOutcome.Abandoned), ("And a third", TurnOutcome.Completed));
        (await chat.TurnsAsync("ben", count: 2)).Select(static turn => (turn.UserInput.Text, turn.Outcome)).Should().Equal(
            ("A table for Ben", TurnOutcome.Completed), ("And another for Ben", TurnOutcome.Completed));
        (await chat.FlushAsync()).IsComplete.Should().BeTrue();
    }

    // Sends a message and waits until the answer has started.
    private static async Task BeginAsync(ChatOnBadNetwork chat, IPage page, string message)
    {
        var begun = page.GetByText("Your table", new PageGetByTextOptions { Exact = true });
        var field = page.GetByLabel("Message");
        await field.FillAsync(message);
        await field.PressAsync("Enter");
        chat.Say(1);
        await begun.WaitForAsync();
    }

    private static async Task AskAsync(ChatOnBadNetwork chat, IPage page, string message)
    {
        await BeginAsync(chat, page, message);
        chat.Say(s_words);
    }

    // Opens the chat whose conversation is that of the circuit connection.
    private static async Task<OpenedPage> ConnectAsync(string url, string id)
    {
        var opened = await OpenedPage.OpenAsync(url + "/about", s_look);
        await opened.Context.AddCookiesAsync([new Cookie { Name = "chat", Value = id, Url = url }]);
        await opened.Page.GotoAsync(url + "/connected");
        return opened;
    }

    // A browser may try a connection that the drop has just closed. It reports an error and opens a new one the next time.
    private static async Task LoadAgainAsync(IPage page, string url)
    {
        try
        {
            await page.GotoAsync(url);
        }
        catch (PlaywrightException e) when (e.Message.Contains("ERR_SOCKET_NOT_CONNECTED", StringComparison.Ordinal))
        {
            await page.GotoAsync(url);
        }
    }

    private static async Task ComeBackAsync(ChatOnBadNetwork chat, IPage page)
    {
        chat.Network.Restore();
        await page.EvaluateAsync("() => Blazor.reconnect()");
    }
}
