namespace ConvLog.StoreContract;

/// <summary>A store that stores personal data separately returns none of it for a read without personal data.</summary>
public abstract class SparingReadContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    // The personal texts of each record in Full.
    private static readonly string[] s_personal =
    [
        "+15550100", "4711", "text of user\"", "text of from\"", "text of to\"", "text of error\"", "text of personal", "text of hidden", "text of body",
            "text of comment", "text of answer", "text of note", "text of payload",
    ];

    [Fact]
    public async Task The_store_returns_no_personal_data_to_a_reader_without_permission()
    {
        await WriteAsync([.. Full.Records(Full.Conversation())]);
        await WriteAsync(Some.Entry(50) with { IsPii = true, Content = "text of personal entry" });

        string whole = AnswerText.Of(await Store.ReadAsync(Some.Conversation));
        string visible = AnswerText.Of(await Store.ReadAsync(Some.Conversation, PersonalData.None))
            + AnswerText.Of(await Store.ReadSummaryAsync(Some.Conversation, PersonalData.None))
            + AnswerText.Of(await Store.ReadLogAsync(new LogQuery(Some.Conversation), PersonalData.None))
            + AnswerText.Of(await Store.ListAsync(new ConversationQuery(), withPii: false, PersonalData.None))
            + AnswerText.Of(await Store.ListUsersAsync(new UserQuery(), PersonalData.None));

        whole.Should().ContainAll(s_personal);
        visible.Should().NotContainAny(s_personal).And.Contain("text of shown");
        visible.Should().NotContain("damaged", "what was not asked for is not missing");
    }

    [Fact]
    public async Task Personal_entries_are_returned_as_placeholders_only_on_request()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1), Some.Entry(2) with { IsPii = true, Content = "secret" },
            Some.ApiResponse(after: 2) with { IsPii = true, Url = "https://secret.example" });

        var none = (await Store.ReadAsync(Some.Conversation, PersonalData.None))!.Logged;
        var places = (await Store.ReadAsync(Some.Conversation, PersonalData.Places))!.Logged;

        none.Should().ContainSingle().Which.Should().BeOfType<EntryRecord>().Which.IsPii.Should().BeFalse();
        places.Should().HaveCount(3);
        places.Skip(1).Should().OnlyContain(static record => record is EntryRecord || record is ApiResponseRecord);
        AnswerText.Of(places).Should().NotContain("secret");
    }
}
