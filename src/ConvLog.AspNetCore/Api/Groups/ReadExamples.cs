namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Examples of responses for the OpenAPI document.</summary>
internal static class ReadExamples
{
    public const string Summary = "{" + SummaryProperties + """
        ,"label_names":["vip"],"rating_reasons":["too slow"],"score_averages":[{"name":"csat","type":"number","count":1,"average":4,"category":null}],"pii_fields":["user"]}
        """;

    public const string Entry = """
        {"id":"6f9619ff-8b86-4011-b42d-00c04fc964ff","level":"info","content":"Validated inputs","is_pii":false,"timestamp":"2026-11-20T09:00:01.000000Z","logger":"conversation_logger","fields":{"validation_passed":true,"user_phone":"[redacted]"},"pii_fields":["user_phone"]}
        """;

    public const string Conversation = "{" + SummaryProperties + ""","attributes":{},"turns":[""" + Turn
        + """],"model_calls":[],"function_events":[],"entries":[],"api_responses":[],"state_changes":[],"metrics":[],"handoffs":[],"notes":[],"scores":[],"labels":[{"label":"vip","author":"Ada","created_at":"2026-11-20T10:00:00.000000Z"}],"pii_fields":["user"]}""";

    public const string AnnotatedTurn = """
        {"conversation_id":"conv-42","agent_id":"bookings","environment":"live","channel":"webchat","turn_id":"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f","turn_ordinal":1,"model":"gpt-x","question":"Book a table for two","answer":"Done.","id":"6f9619ff-8b86-4011-b42d-00c04fc964ff","improved_answer":"[redacted]","author":"Ada","created_at":"2026-11-20T10:00:00.000000Z","pii_fields":["improved_answer"]}
        """;

    private const string SummaryProperties = """
        "conversation_id":"conv-42","agent_id":"bookings","account_id":null,"project_id":null,"environment":"live","channel":"webchat","direction":null,"user":"user-3f9c1b7a2e44","users":[{"user":"user-3f9c1b7a2e44","pseudonym":"user-3f9c1b7a2e44","pii_fields":["user"]}],"from_number":null,"to_number":null,"variant_id":null,"language":"en","handoff":null,"title":"Book a table for two","started_at":"2026-11-20T09:00:00.000000Z","last_activity_at":"2026-11-20T09:00:03.000000Z","ended_at":"2026-11-20T09:00:03.000000Z","end_reason":null,"in_progress":false,"duration_ms":3000,"turn_count":1,"model_call_count":1,"interrupted_turn_count":0,"refused_turn_count":0,"problems":{"total":0,"turn":0,"function":0,"model":0,"api":0,"entry":0,"loss":0},"function_outcomes":["completed"],"entry_count":1,"warning_count":0,"error_count":0,"total_tokens":352,"cost":null,"user_likes":1,"user_dislikes":0,"team_likes":0,"team_dislikes":0,"slowest_latency_ms":2100,"is_annotated":false,"is_unread":true,"read_by":null,"read_at":null,"assigned_to":null,"assigned_by":null,"assigned_at":null,"pii_purged_at":null,"recording":"full"
        """;

    private const string Turn = """
        {"id":"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f","ordinal":1,"user_input":"Book a table for two","agent_response":"Done.","answered_by":null,"answered_by_name":null,"usage":{"model":"gpt-x","input_tokens":310,"output_tokens":42,"total_tokens":352,"cost":null,"currency":"USD","time_to_first_token_ms":null},"started_at":"2026-11-20T09:00:00.000000Z","latency_ms":2100,"response_ms":2100,"ended_at":"2026-11-20T09:00:03.000000Z","outcome":"completed","cancel_reason":null,"is_abandoned":false,"error":null,"error_type":null,"is_interrupted":false,"heard":null,"interrupted_after_ms":null,"streamed":null,"input_kind":"text","input_at":null,"speech_started_at":null,"speech_ended_at":null,"language":"en","confidence":null,"author":null,"said":[],"stages":null,"model_calls":[{"id":"0b2c4d6e8f1a4c3e9d7b5a1f0c2e4d6a","function_event_id":null,"model":"gpt-x","provider":"openai","parameters":{"temperature":0.2,"max_output_tokens":null,"response_format":null,"tools":["save_guest"]},"started_at":"2026-11-20T09:00:00.000000Z","duration_ms":640,"time_to_first_token_ms":210,"chunks":0,"outcome":"completed","cancel_reason":null,"request":[{"role":"system","text":"[redacted]","tool_calls":[],"tool_call_id":null,"is_new":true,"is_missing":false,"pii_fields":["text"]},{"role":"user","text":"Book a table for two","tool_calls":[],"tool_call_id":null,"is_new":true,"is_missing":false,"pii_fields":[]}],"omitted_messages":0,"response":{"role":"assistant","text":"","tool_calls":[{"call_id":"call_7","name":"save_guest","arguments":{"name":"[redacted]"},"pii_fields":["arguments.name"]}],"tool_call_id":null,"is_new":true,"is_missing":false,"pii_fields":[]},"usage":{"model":"gpt-x","input_tokens":310,"output_tokens":42,"total_tokens":352,"cost":null,"currency":"USD","time_to_first_token_ms":null},"finish_reason":"tool_calls","response_id":null,"error":null,"error_type":null,"scores":[],"pii_fields":[]}],"function_events":[
        """ + Call + """
        ],"entries":[],"api_responses":[],"state_changes":[],"feedback":[{"source":"user","rating":"like","comment":null,"reasons":[],"created_at":"2026-11-20T09:01:00.000000Z","pii_fields":[]}],"annotations":[],"scores":[{"id":"6f9619ff-8b86-4011-b42d-00c04fc964ff","name":"groundedness","value":0.83,"source":"model","scorer":"judge","scorer_version":"2","comment":"[redacted]","created_at":"2026-11-20T09:05:00.000000Z","pii_fields":["comment"]}],"labels":[],"pii_fields":[]}
        """;

    private const string Call = """
        {"id":"9a1b0c2d4e6f2f8c1d0e4b6a4c3f9d7e","parent_id":null,"turn_ordinal":1,"name":"save_guest","call_id":"call_7","model_call_id":"0b2c4d6e8f1a4c3e9d7b5a1f0c2e4d6a","started_at":"2026-11-20T09:00:01.000000Z","duration_ms":850,"outcome":"completed","cancel_reason":null,"observed":true,"arguments":{"name":"[redacted]"},"result":"[redacted]","error":null,"error_type":null,"handoff":null,"entries":[
        """ + Entry + """
        ],"api_responses":[],"state_changes":[],"losses":{"dropped":{},"truncated":{}},"scores":[],"pii_fields":["arguments.name","result"]}
        """;
}
