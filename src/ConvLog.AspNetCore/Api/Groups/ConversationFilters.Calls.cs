using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <content>Filters of function calls.</content>
internal static partial class ConversationFilters
{
    private const int MostStatus = 999;

    private static Filter[] Calls =>
    [
        OrNot(
            new TextValue(
                "function",
                "Only with a call of a function whose name begins so, ignoring case. With level or field, the entry is in such a call.",
                Longest: 1_024)
            {
                Label = "Function",
            },
            static (query, value) => query with { FunctionName = value }),
        OrNot(
            new TextValue(
                "function_name",
                "Only with a call of the function of exactly this name. Holds for one call with the other filters of a call, see function_outcome.",
                Longest: 1_024)
            {
                Example = "save_guest",
                Label = "Function",
            },
            static (query, value) => query with { ExactFunctionName = value }),
        new([s_calls.From, s_calls.To], static (query, call) => s_calls.Read(call) is var (from, to) ? query with { CallFrom = from, CallTo = to } : query),
        Of(new TextValue("function_event", "Only the conversation with the function call of this ID.", Longest: 1_024) { Label = "Function call" },
            static (query, value) => query with { FunctionEventId = value }),
        OrNot(
            new ChoiceValue<FunctionOutcome>(
                "function_outcome",
                "Only with a function call that ended so. With function, function_name, call_from, call_to, min_function_ms, error_type, api_status, level or field, all "
                    + "of them hold for one call.",
                [
                    ("completed", FunctionOutcome.Completed), ("failed", FunctionOutcome.Failed), ("canceled", FunctionOutcome.Canceled),
                    ("abandoned", FunctionOutcome.Abandoned), ("declined", FunctionOutcome.Declined),
                ])
            {
                Label = "Function outcome",
                Labels = [("failed", "Failed"), ("canceled", "Canceled"), ("abandoned", "Abandoned"), ("declined", "Declined"),
                    ("completed", "Completed")],
            },
            static (query, value) => query with { Outcome = value }),
        Of(
            new IntegerValue(
                "min_function_ms",
                "Only with a function call that took at least so long, in milliseconds. Holds for one call with the other filters of a call, see "
                    + "function_outcome.",
                0,
                LongestMilliseconds)
            {
                Label = "Function duration ≥",
            },
            static (query, value) => query with { MinFunctionDuration = Milliseconds(value) }),
        Of(
            new FlagValue("observed", "False: only with a function call that nothing saw run, whose result is not verified. True: only without such a call.")
            {
                Label = "Function calls",
                Labels = [("false", "Any not verified"), ("true", "None not verified")],
            },
            static (query, value) => query with { HasUnobservedCall = !value }),
        Of(
            new ChoiceValue<ApprovalState>(
                "approval",
                "Only with an approval of a function call in this state; requested: a turn waits for it, or a function call does.",
                [("requested", ApprovalState.Requested), ("granted", ApprovalState.Granted), ("declined", ApprovalState.Declined)])
            {
                Label = "Approval",
                Labels = [("requested", "Requested"), ("granted", "Granted"), ("declined", "Declined")],
            },
            static (query, value) => query with { Approval = value }),
        Of(
            new IntegerValue(
                "min_approval_wait_ms",
                "Only with an approval whose decision took at least this long, in milliseconds. With approval, one approval meets both.",
                0,
                LongestMilliseconds)
            {
                Label = "Approval wait ≥",
            },
            static (query, value) => query with { MinApprovalWait = Milliseconds(value) }),
        OrNot(
            new TextValue("error_type", "Only with a function call that failed with this exception, with or without its namespace.", Longest: 1_024)
            {
                Label = "Function error",
                Example = "System.TimeoutException",
            },
            static (query, value) => query with { ErrorType = value }),
        OrNot(
            new IntegerValue(
                "api_status",
                "Only with an API response of this HTTP status; 0 for none. Holds for one call with the other filters of a call, see function_outcome. Personal "
                    + "API responses never match.",
                0,
                MostStatus)
            {
                Label = "API status",
                Example = "409",
            },
            static (query, value) => query with { ResponseStatus = (int?)value }),
        OrNot(
            new IntegerValue(
                "api_status_class",
                "Only with an API response whose HTTP status has this first digit: 4 for 400 to 499. With api_status, one response meets both; see there.",
                1,
                9)
            {
                Label = "API status",
                Labels = [("4", "4xx"), ("5", "5xx"), ("3", "3xx"), ("2", "2xx"), ("1", "1xx")],
                Example = "4",
            },
            static (query, value) => query with { ResponseStatusClass = (int?)value }),
    ];
}
