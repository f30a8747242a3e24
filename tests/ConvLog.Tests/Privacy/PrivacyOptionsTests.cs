using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Tests.Storage.Privacy;

namespace ConvLog.Tests.Privacy;

public class PrivacyOptionsTests
{
    public static TheoryData<string, Action<PrivacyOptions>, Func<ConversationView, string?>, string?> Switches => new()
    {
        { nameof(PrivacyOptions.Utterances), o => o.Utterances = PrivacyClass.Personal,
            v => $"{v.Turns[0].UserInput}|{v.Turns[0].AgentResponse}|{v.Summary.Title}", "[redacted]|[redacted]|[redacted]" },
        { nameof(PrivacyOptions.UserId), o => o.UserId = PrivacyClass.Visible, v => v.Summary.User!.Value.Text, "jane@example.com" },
        { nameof(PrivacyOptions.PhoneNumbers), o => o.PhoneNumbers = PrivacyClass.Visible, v => $"{v.Summary.FromNumber}|{v.Summary.ToNumber}",
            "+15551234567|+15557654321" },
        { nameof(PrivacyOptions.Attributes), o => o.Attributes = PrivacyClass.Visible, v => v.Attributes.ToString(), "name=Jane Doe" },
        { nameof(PrivacyOptions.SystemPrompts), o => o.SystemPrompts = PrivacyClass.Visible, v => v.Turns[0].ModelCalls[0].Request[0].Text.Text,
            "The guest is Jane." },
        { nameof(PrivacyOptions.Reasoning), o => o.Reasoning = PrivacyClass.Visible, v => v.Turns[0].ModelCalls[0].Response!.Reasoning!.Value.Text,
            "Jane may sue" },
        { nameof(PrivacyOptions.FunctionArguments), o => o.FunctionArguments = PrivacyClass.Visible, v => v.Turns[0].FunctionEvents[0].Arguments.ToString(),
            "name=Jane, seats=2" },
        { nameof(PrivacyOptions.FunctionResults), o => o.FunctionResults = PrivacyClass.Visible, v => v.Turns[0].FunctionEvents[0].Result.ToString(),
            "result=Jane booked" },
        { nameof(PrivacyOptions.ErrorTexts), o => o.ErrorTexts = PrivacyClass.Visible, v => $"{v.Turns[0].FunctionEvents[1].Error}|{v.Turns[1].Error}",
            "Jane is barred|no model for Jane" },
        { nameof(PrivacyOptions.StateValues), o => o.StateValues = PrivacyClass.Visible, v => v.Turns[0].FunctionEvents[0].StateChanges[0].Variable.ToString(),
            "guest=Jane" },
        { nameof(PrivacyOptions.UrlQueries), o => o.UrlQueries = PrivacyClass.Visible, v => v.Turns[0].FunctionEvents[0].ApiResponses[0].Url.Text,
            "https://crm.example/contacts?email=jane" },
        { nameof(PrivacyOptions.ApiErrorBodies), o => o.ApiErrorBodies = PrivacyClass.Visible,
            v => v.Turns[0].FunctionEvents[0].ApiResponses[0].ErrorBody!.Value.Text, "Jane exists" },
        { nameof(PrivacyOptions.FeedbackComments), o => o.FeedbackComments = PrivacyClass.Visible, v => v.Turns[0].Feedback[0].Comment!.Value.Text,
            "thanks from Jane" },
        { nameof(PrivacyOptions.TeamTexts), o => o.TeamTexts = PrivacyClass.Visible, v => $"{v.Notes[0].Text}|{v.Turns[0].Annotations[0].ImprovedAnswer}",
            "call Jane back|Hello Jane" },
    };

    [Theory]
    [MemberData(nameof(Switches), DisableDiscoveryEnumeration = true)]
    public async Task Each_privacy_option_changes_only_its_own_values(string name, Action<PrivacyOptions> change, Func<ConversationView, string?> read,
        string? expected)
    {
        await using var session = new StoredSession();
        await PrivacyGateTableTests.WriteAsync(session);
        var options = new PrivacyOptions();
        change(options);
        var changed = await session.ReadAsync(StoredSession.Other, privacy: options);
        var unchanged = await session.ReadAsync(StoredSession.Other);

        read(changed).Should().Be(expected, "{0} was changed", name);
        read(unchanged).Should().NotBe(expected);
        foreach (var (other, _, readOther, _) in Switches.Select(row => ((string)row[0], row[1], (Func<ConversationView, string?>)row[2], row[3])))
        {
            if (!string.Equals(other, name, StringComparison.Ordinal))
            {
                readOther(changed).Should().Be(readOther(unchanged), "{0} has nothing to do with {1}", other, name);
            }
        }
    }

    [Fact]
    public void There_is_a_row_for_each_option()
        => Switches.Select(row => (string)row[0]).Should().BeEquivalentTo(typeof(PrivacyOptions).GetProperties().Select(property => property.Name));

    [Theory]
    [MemberData(nameof(Switches), DisableDiscoveryEnumeration = true)]
    public async Task A_reader_with_the_permission_gets_all_of_it_under_any_options(string name, Action<PrivacyOptions> change,
        Func<ConversationView, string?> read, string? expected)
    {
        await using var session = new StoredSession();
        await PrivacyGateTableTests.WriteAsync(session);
        var options = new PrivacyOptions();
        change(options);

        read(await session.ReadAsync(StoredSession.Permitted, privacy: options)).Should()
            .NotContain("[redacted]", "{0} is shown to those who may see it ({1})", name, expected);
    }

    [Fact]
    public async Task Values_marked_by_the_author_are_masked_under_any_options()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        using (var turn = conv.BeginTurn(new MaskedText("I am Jane", "I am [name]")))
        {
            using var call = conv.BeginFunction("f", arguments: new[] { LogField.Pii("name", "Jane", shown: "J.") });
            conv.SetState("who", new MaskedText("Jane", "J."));
            call.Complete(new MaskedText("Jane", "J."));
        }

        var all = new PrivacyOptions { FunctionArguments = PrivacyClass.Visible, FunctionResults = PrivacyClass.Visible, StateValues = PrivacyClass.Visible };
        var view = await session.ReadAsync(StoredSession.Other, privacy: all);
        view.Turns[0].UserInput.Text.Should().Be("I am [name]");
        view.Turns[0].FunctionEvents[0].Arguments["name"].Should().Be("J.");
        view.Turns[0].FunctionEvents[0].Result!.Value.Value.Should().Be("J.");
        view.Turns[0].FunctionEvents[0].StateChanges[0].Variable.Value.Should().Be("J.");
    }

    [Fact]
    public async Task An_empty_utterance_is_empty_where_all_utterances_are_personal()
    {
        await using var session = new StoredSession();
        session.Open().BeginTurn();
        var view = await session.ReadAsync(StoredSession.Other, privacy: new PrivacyOptions { Utterances = PrivacyClass.Personal });

        view.Turns[0].UserInput.IsEmpty.Should().BeTrue();
        view.Summary.Title.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Masking_never_shows_a_partial_form_where_all_utterances_are_personal()
    {
        await using var session = new StoredSession();
        session.Open().BeginTurn(new MaskedText("I am Jane", "I am [name]"));

        (await session.ReadAsync(StoredSession.Other, privacy: new PrivacyOptions { Utterances = PrivacyClass.Personal })).Turns[0].UserInput.Text.Should()
            .Be("[redacted]");
    }
}
