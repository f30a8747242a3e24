using System.Globalization;
using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>The user of a replayed dialogue and their channel. The numbers are from the range reserved for fiction.</summary>
internal static class Caller
{
    public const string AgentId = "demo";
    public const string AccountId = "demo";
    public const string ProjectId = "demo";
    public const string AgentNumber = "+14155550100";

    private const int Users = 140;

    private static readonly int[] AreaCodes = [212, 312, 415, 617, 702];

    public static ConversationInfo Of(Dialogue dialogue, Chance chance)
    {
        bool isVoice = chance.OnceIn(3);
        int user = chance.Next(Users);
        return new(dialogue.Id)
        {
            AgentId = AgentId,
            AccountId = AccountId,
            ProjectId = ProjectId,
            Environment = ConversationEnvironment.Live,
            Channel = isVoice ? "voice" : "webchat",
            Direction = isVoice ? ConversationDirection.Inbound : null,
            FromNumber = isVoice ? string.Create(CultureInfo.InvariantCulture, $"+1{AreaCodes[user % AreaCodes.Length]}55501{user % 100:00}") : null,
            ToNumber = isVoice ? AgentNumber : null,
            UserId = string.Create(CultureInfo.InvariantCulture, $"user-{user:000}"),
            Language = "en-US",
            VariantId = chance.Pick("A", "B"),
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["services"] = dialogue.Services,
                ["source"] = "schema-guided-dialogue",
            },
        };
    }
}
