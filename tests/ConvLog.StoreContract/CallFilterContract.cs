namespace ConvLog.StoreContract;

/// <summary>Filters of calls: how a function's name is compared, and that several filters must match the same call.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th filter; 1 for all.</param>
public abstract class CallFilterContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    // "apart" matches every filter, but never in the same call. In "secret" the match is personal. A nested call is not part of its parent call.
    private static readonly StoreRecord[] s_population =
    [
        Some.Opening("together"),
        Some.Call(1, "together", name: "Book_Table", outcome: FunctionOutcome.Failed) with { ErrorType = "System.TimeoutException" },
        In(Some.Entry(2, level: EntryLevel.Warning), "together", 1),
        Some.Opening("apart"), Some.Call(1, "apart", name: "book_table"),
        Some.Call(2, "apart", name: "cancel", outcome: FunctionOutcome.Canceled) with { ErrorType = "System.OperationCanceledException" },
        In(Some.Entry(3), "apart", 1), In(Some.Entry(4, level: EntryLevel.Warning), "apart", 2),
        In(Some.Entry(5, level: EntryLevel.Error) with { Fields = default }, "apart", 1),
        Some.Opening("nested"), Some.Call(1, "nested", name: "book_table"),
            Some.Call(2, "nested", name: "charge") with { ParentId = Some.CallId(1, "nested") },
        In(Some.Entry(3, level: EntryLevel.Warning), "nested", 2),
        Some.Opening("outside"), Some.Call(1, "outside", name: "book_table"), Some.Turn(1, "outside"),
        Some.Entry(2, conversation: "outside", level: EntryLevel.Warning) with { TurnId = Some.TurnId(1, "outside"), Fields = Status("409") },
        Some.Opening("secret"), Some.Call(1, "secret", name: "book_table"),
        In(Some.Entry(2, level: EntryLevel.Warning, isPii: true), "secret", 1),
        In(Some.Entry(3) with { Fields = Some.Fields(LogField.Pii("status", "409", shown: "409")) }, "secret", 1, keepFields: true),
        Some.Opening("later"), Some.Opening("later", writer: 2), Some.Call(1, "later", writer: 1, name: "BOOK_hotel"),
        In(Some.Entry(1, writer: 2, level: EntryLevel.Warning), "later", 1, writer: 2),
        Some.Opening("twice"), Some.Call(1, "twice", name: "refund", outcome: FunctionOutcome.Failed) with { StartedAt = Some.At(10) },
        Some.Call(2, "twice", name: "refund_all", outcome: FunctionOutcome.Completed) with { StartedAt = Some.At(20) },
        In(Some.Entry(3, level: EntryLevel.Warning), "twice", 2),
        Some.Opening("answered"), Some.Call(1, "answered", name: "pay", outcome: FunctionOutcome.Failed),
            Some.Call(2, "answered", name: "pay_back", outcome: FunctionOutcome.Completed),
        Some.ApiResponse("1", 3, "answered") with { StatusCode = 409, FunctionEventId = Some.CallId(1, "answered") },
        Some.ApiResponse("2", 4, "answered") with { StatusCode = 503, FunctionEventId = Some.CallId(2, "answered") },
        Some.ApiResponse("3", 5, "answered") with { StatusCode = 404 },
        Some.ApiResponse("4", 6, "answered") with { StatusCode = 429, FunctionEventId = Some.CallId(1, "answered"), IsPii = true },
        In(Some.Entry(7, level: EntryLevel.Warning), "answered", 1),
        Some.Opening("names"), Some.Call(1, "names", name: "100%_sure"), Some.Call(2, "names", name: "été_menu"), Some.Call(3, "names", name: "Straße"),
        Some.Call(4, "names", name: "\uD83D\uDE00x"), Some.Call(5, "names", name: "a\0b"),
    ];

    private static readonly Dictionary<string, (ConversationQuery Query, string Permitted, string? Other)> s_cases = new(StringComparer.Ordinal)
    {
        ["beginning, in another case"] = (new() { FunctionName = "book" }, "together apart nested outside secret later", null),
        ["whole name, in another case"] = (new() { FunctionName = "BOOK_TABLE" }, "together apart nested outside secret", null),
        ["one more letter"] = (new() { FunctionName = "book_tables" }, "", null),
        ["from the middle"] = (new() { FunctionName = "table" }, "", null),
        ["empty: any function"] = (new() { FunctionName = "" }, "together apart nested outside secret later twice answered names", null),
        ["percent sign"] = (new() { FunctionName = "%" }, "", null),
        ["percent sign that is there"] = (new() { FunctionName = "100%_" }, "names", null),
        ["underscore"] = (new() { FunctionName = "book_______" }, "", null),
        ["other letters, in another case"] = (new() { FunctionName = "ÉTÉ" }, "names", null),
        ["without the accent"] = (new() { FunctionName = "ete" }, "", null),
        ["ß is not ss"] = (new() { FunctionName = "strass" }, "", null),
        ["ß"] = (new() { FunctionName = "STRAß" }, "names", null),
        ["decomposed letters"] = (new() { FunctionName = "e\u0301te\u0301" }, "", null),
        ["emoji"] = (new() { FunctionName = "\uD83D\uDE00X" }, "names", null),
        ["zero"] = (new() { FunctionName = "A\0B" }, "names", null),
        ["quotation mark"] = (new() { FunctionName = "'" }, "", null),
        ["level in the call"] = (new() { FunctionName = "book", Level = EntryLevel.Warning }, "together secret later", "together later"),
        ["error in the call"] = (new() { FunctionName = "book", Level = EntryLevel.Error }, "apart", null),
        ["info in the call"] = (new() { FunctionName = "book", Level = EntryLevel.Info }, "apart secret", null),
        ["level in another call"] = (new() { FunctionName = "cancel", Level = EntryLevel.Info }, "", null),
        ["field in the call"] = (new() { FunctionName = "book", Field = new("status", "409") }, "together apart later", null),
        ["field in another call"] = (new() { FunctionName = "charge", Field = new("status", "409") }, "nested", null),
        ["field and level in one entry"] = (new() { Field = new("status", "409"), Level = EntryLevel.Info }, "apart", null),
        ["field and level in two entries"] = (new() { Field = new("status", "409"), Level = EntryLevel.Error }, "", null),
        ["field, level and function"] =
            (new() { FunctionName = "book", Field = new("status", "409"), Level = EntryLevel.Warning }, "together later", null),
        ["field, level and function, each elsewhere"] =
            (new() { FunctionName = "cancel", Field = new("status", "409"), Level = EntryLevel.Info }, "", null),
        ["outcome of the function"] = (new() { FunctionName = "book", Outcome = FunctionOutcome.Failed }, "together", null),
        ["outcome of another call"] = (new() { FunctionName = "book", Outcome = FunctionOutcome.Canceled }, "", null),
        ["error type of another call"] = (new() { FunctionName = "book", ErrorType = "OperationCanceledException" }, "", null),
        ["outcome and level in one call"] = (new() { Outcome = FunctionOutcome.Failed, Level = EntryLevel.Warning }, "together answered", null),
        ["outcome and level in two calls"] = (new() { Outcome = FunctionOutcome.Canceled, Level = EntryLevel.Info }, "", null),
        ["everything of one call"] =
            (new() { Outcome = FunctionOutcome.Canceled, ErrorType = "OperationCanceledException", Field = new("status", "409"), Level = EntryLevel.Warning },
            "apart", null),
        ["exact name"] = (new() { ExactFunctionName = "refund" }, "twice", null),
        ["exact name, in another case"] = (new() { ExactFunctionName = "Refund" }, "", null),
        ["exact name with a zero"] = (new() { ExactFunctionName = "a\0b" }, "names", null),
        ["exact name and its beginning"] = (new() { ExactFunctionName = "refund_all", FunctionName = "REF" }, "twice", null),
        ["exact name and another beginning"] = (new() { ExactFunctionName = "refund_all", FunctionName = "book" }, "", null),
        ["exact name and outcome of one call"] = (new() { ExactFunctionName = "refund", Outcome = FunctionOutcome.Failed }, "twice", null),
        ["exact name and outcome of two calls"] = (new() { ExactFunctionName = "refund", Outcome = FunctionOutcome.Completed }, "", null),
        ["exact name and level of two calls"] = (new() { ExactFunctionName = "refund", Level = EntryLevel.Warning }, "", null),
        ["exact name and level of one call"] = (new() { ExactFunctionName = "refund_all", Level = EntryLevel.Warning }, "twice", null),
        ["time and outcome of one call"] = (new() { CallFrom = Some.At(20), Outcome = FunctionOutcome.Completed }, "twice", null),
        ["time and outcome of two calls"] = (new() { CallFrom = Some.At(11), Outcome = FunctionOutcome.Failed }, "", null),
        ["end of the time and outcome of one call"] =
            (new() { CallFrom = Some.At(1), CallTo = Some.At(20), Outcome = FunctionOutcome.Failed }, "twice", null),
        ["time between two calls"] = (new() { CallFrom = Some.At(11), CallTo = Some.At(20) }, "", null),
        ["time and beginning of a name"] = (new() { CallFrom = Some.At(15), FunctionName = "refund_" }, "twice", null),
        ["time and name of two calls"] = (new() { CallFrom = Some.At(15), ExactFunctionName = "refund" }, "", null),
        ["time and field of one call"] = (new() { CallFrom = Some.At(20), Field = new("status", "409") }, "twice", null),
        ["time and level of two calls"] = (new() { CallFrom = Some.At(1), CallTo = Some.At(20), Level = EntryLevel.Warning }, "", null),
        ["time and level of one call"] = (new() { CallFrom = Some.At(20), Level = EntryLevel.Warning }, "twice", null),
        ["status of a response in the call"] = (new() { FunctionName = "pay", ResponseStatus = 409 }, "answered", null),
        ["class of the status of a response in the call"] = (new() { FunctionName = "pay", ResponseStatusClass = 4 }, "answered", null),
        ["class of the status of a response in another call"] = (new() { ExactFunctionName = "pay_back", ResponseStatusClass = 4 }, "", null),
        ["status of a response in another call"] = (new() { ExactFunctionName = "pay_back", ResponseStatus = 409 }, "", null),
        ["status of a response outside of calls"] = (new() { ResponseStatus = 404 }, "answered", null),
        ["status of a response outside of the call"] = (new() { FunctionName = "pay", ResponseStatus = 404 }, "", null),
        ["status of a personal response in the call"] = (new() { FunctionName = "pay", ResponseStatus = 429 }, "", null),
        ["status and outcome of one call"] = (new() { Outcome = FunctionOutcome.Failed, ResponseStatus = 409 }, "answered", null),
        ["status and outcome of two calls"] = (new() { Outcome = FunctionOutcome.Completed, ResponseStatus = 409 }, "", null),
        ["status, level and function of one call"] =
            (new() { FunctionName = "pay", ResponseStatus = 409, Level = EntryLevel.Warning }, "answered", null),
        ["status, level and function of two calls"] =
            (new() { FunctionName = "pay", ResponseStatus = 503, Level = EntryLevel.Warning }, "", null),
        ["status and field of one call"] =
            (new() { ExactFunctionName = "pay", ResponseStatus = 409, Field = new("status", "409") }, "answered", null),
        ["status and field of two calls"] =
            (new() { FunctionName = "pay", ResponseStatus = 503, Field = new("status", "409") }, "", null),
        ["with other filters"] = (new() { FunctionName = "book", Level = EntryLevel.Warning, HasError = true }, "", null),
        ["failed function and level of another call"] =
            (new() { FunctionName = "book", Level = EntryLevel.Error, HasFailedFunction = false }, "apart", null),
    };

    [Fact]
    public async Task Call_filters_must_all_match_the_same_call()
    {
        await WriteAndIndexAsync(s_population);

        await EachCase.HoldsAsync(s_cases.Keys.Where((_, place) => place % everyNth == 0), async name =>
        {
            var (query, permitted, other) = s_cases[name];
            foreach (var sort in (ConversationSort[])[ConversationSort.Created, ConversationSort.Tokens])
            {
                await HoldsAsync(query with { Sort = sort }, withPii: true, permitted);
                await HoldsAsync(query with { Sort = sort }, withPii: false, other ?? permitted);
            }
        });
    }

    [Fact]
    public async Task A_text_filter_need_not_match_inside_the_call()
    {
        await WriteAndIndexAsync([.. s_population, Some.Entry(9, "refund", "together")]);

        await HoldsAsync(new ConversationQuery { FunctionName = "book", Level = EntryLevel.Warning, Text = "refund" }, withPii: false, "together");
        await HoldsAsync(new ConversationQuery { FunctionName = "book", Field = new("status", "409"), Text = "refund" }, withPii: false, "together");
        await HoldsAsync(new ConversationQuery { FunctionName = "book", Level = EntryLevel.Error, Text = "refund" }, withPii: false, "");
    }

    [Fact]
    public async Task A_renamed_call_is_found_by_its_new_name()
    {
        await WriteAsync(Some.Opening(), Some.Call(1, name: "book_table"), In(Some.Entry(2, level: EntryLevel.Warning), Some.Conversation, 1));
        await WriteAsync(Some.Call(1, name: "cancel") with { Revision = 1 });

        await HoldsAsync(new ConversationQuery { FunctionName = "book", Level = EntryLevel.Warning }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { FunctionName = "CAN", Level = EntryLevel.Warning }, withPii: true, Some.Conversation);
    }

    private static EntryRecord In(EntryRecord entry, string conversation, int call, int writer = 1, bool keepFields = false) => entry with
    {
        ConversationId = conversation,
        WriterId = Some.Writer(conversation, writer),
        FunctionEventId = Some.CallId(call, conversation),
        Fields = keepFields || entry.Level == EntryLevel.Error ? entry.Fields : Status("409"),
    };

    private static LogFields Status(string status) => Json.Fields($$"""{"status":{{status}}}""");
}
