using System.Reflection;
using ConvLog.AspNetCore;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>All reads pass one gate: outside ConvLog.Storage no code uses stored records, and inside it a few types read a store.</summary>
public class GateTests
{
    private static readonly string[] s_reads =
    [
        nameof(IConversationStore.ReadAsync), nameof(IConversationStore.ReadSummaryAsync), nameof(IConversationStore.ReadLogAsync),
            nameof(IConversationStore.ReadCurrentAsync), nameof(IConversationStore.ReadCurrentSummaryAsync),
            nameof(IConversationStore.ListAsync),
        nameof(IFacetStore.CountFacetsAsync), nameof(ILookupStore.FindLoggedAsync),
            nameof(ILookupStore.ReadFirstProblemsAsync), nameof(ILookupStore.ReadLastAnswersAsync),
        nameof(IConversationStore.ListAgentsAsync), nameof(IUserStore.ListUsersAsync), nameof(IConversationStore.SearchAsync),
            nameof(IStatisticsStore.ReadStatisticsAsync), nameof(IStatisticsStore.CountProblemsAsync),
        nameof(IStatisticsStore.ReadErrorMessagesAsync), nameof(IStatisticsStore.ReadCallStatisticsAsync),
            nameof(IStatisticsStore.ReadCallDetailsAsync), nameof(IStatisticsStore.ReadCallsAsync),
            nameof(IAccessLog.ReadAccessAsync),
    ];

    private static readonly Type[] s_stores =
    [
        typeof(IConversationStore), typeof(IConversationLists), typeof(ISnapshotStore), typeof(IAccessLog), typeof(IErasureStore), typeof(IRetentionStore),
        typeof(IStatisticsStore), typeof(IFacetStore), typeof(ILookupStore), typeof(IUserStore), typeof(IArrivalStore), typeof(IHoldStore),
        typeof(IReceiptStore), typeof(IRetentionRunStore), typeof(IAccessChain),
    ];

    private static readonly Type[] s_answers = [typeof(Task), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    // The packages and samples except the core, storage and the stores.
    private static readonly string[] s_outside = ["ConvLog.AspNetCore", "ConvLog.Mcp", "ConvLog.Testing", "QuickStart", "WebConsole"];

    private static readonly GateException[] s_exceptions =
    [
        new("ConvLog.Testing.CapturedLog", "StoreRecord", "a sink: it takes records on their way in, from the test's own conversation, and reads no store"),
        new("WebConsole.Demo.DemoSeeding", "IConversationLists.ListAsync",
            "plays its stories into an empty store only: asks whether it is, and looks at nothing"),
        new("WebConsole.Demo.DemoSeeding", "StoredPage", "the answer to whether there is one"),
        new("WebConsole.Demo.DemoSeeding", "StoredPage.get_Conversations", "the answer to whether there is one"),
        new("WebConsole.Demo.DemoSeeding", "StoredSummary", "counts them, up to one"),
        new("WebConsole.Import.Importer", "IConversationLists.ReadSummaryAsync",
            "leaves out dialogues that are there already: asks whether, and looks at nothing"),
        new("WebConsole.Import.Importer", "StoredSummary", "the answer to whether it is there"),
    ];

    private static readonly Lazy<List<AssemblyUse>> s_uses =
        new(() => [.. s_outside.SelectMany(static name => AssemblyUses.In(Assembly.Load(name))).Where(IsOfTheStoresSide)]);

    [Fact]
    public void Outside_the_storage_package_stored_records_are_read_only_through_the_gate()
        => s_uses.Value.Where(static use => !Array.Exists(s_exceptions, exception => Covers(exception, use)))
            .Select(static use => $"{use.User} → {Used(use)}")
            .ShouldBeNone("Only ConversationReader reads a store: use it, and the views it gives.");

    [Fact]
    public void The_web_package_never_names_a_store()
        => AssemblyUses.In(typeof(ConvLogPermissions).Assembly).Where(static use => Array.Exists(s_stores, store => store.IsAssignableFrom(use.Type)))
            .Select(static use => $"{use.User} → {Used(use)}")
            .ShouldBeNone("A route, page, export, count, cursor, ETag or stream asks ConversationReader and never a store.");

    [Fact]
    public void The_web_package_calls_seven_types_of_the_storage_package()
        => AssemblyUses.In(typeof(ConvLogPermissions).Assembly).Where(static use => use.Type.Assembly == typeof(ConversationReader).Assembly
            && ReturnsAnswer(use))
            .Select(static use => use.Type).Distinct()
            .Should().BeEquivalentTo(
                [
                    typeof(ConversationReader), typeof(ConversationListReader), typeof(ConversationTeam),
                    typeof(ConversationErasure), typeof(ConversationRetention),
                    typeof(ConversationAlerts), typeof(ITeamDocumentStore),
                ],
                "the readers are the gate; the team's part takes what is said and gives outcomes; erasure and retention give receipts, holds and counts; alerts "
                    + "give states of the host's rules, and documents of the team saved views: these hold nothing that was logged");

    [Fact]
    public void Every_exception_to_the_gate_rule_is_still_needed()
        => s_exceptions.Where(static exception => !s_uses.Value.Exists(use => Covers(exception, use)))
            .Select(static exception => $"{exception.User} → {exception.Used}: {exception.Reason}")
            .ShouldBeNone("These exceptions cover nothing any more: take them out.");

    [Fact]
    public void Within_storage_only_the_reader_the_team_writer_the_live_reader_and_the_copier_read_a_store()
        => BuiltUses.Of("ConvLog.Storage").Where(static use => Array.Exists(s_stores, store => string.Equals(store.Name, use.Type, StringComparison.Ordinal))
            && s_reads.Contains(use.Member, StringComparer.Ordinal))
            .Select(static use => use.File).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(
                [
                    "Reading/ConversationReader.Access.cs", "Reading/ConversationReads.cs", "Reading/LogReads.cs", "Reading/NeighbourReads.cs",
                        "Reading/StatisticsReads.cs", "Reading/CallListReads.cs",
                        "Reading/UserReads.cs", "Reading/WholeReads.cs", "Reading/ConversationListReader.cs",
                        "Reading/ConversationListReader.Search.cs", "Team/ConversationTeam.Scores.cs", "Team/ConversationTeam.Writing.cs",
                        "Live/LiveReading.cs", "Copy/ConversationCopies.cs", "Copy/AccessLogCopy.cs", "Contract/IConversationStore.cs",
                ],
                "a default of the contract calls another member, the team's part finds what something is said of, and a copy gives what it reads to another store: neither gives any of it to a reader");

    [Fact]
    public void Within_storage_only_privacy_and_serialization_create_views()
        => BuiltUses.Of("ConvLog.Storage").Where(static use => use.IsCreation && use.Type.EndsWith("View", StringComparison.Ordinal))
            .Select(static use => use.Folder).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("Privacy", "Serialization");

    private static bool ReturnsAnswer(AssemblyUse use)
        => use.Type.GetMethods().Any(method => string.Equals(method.Name, use.Member, StringComparison.Ordinal) && IsAnswerToWaitFor(method.ReturnType));

    private static bool IsAnswerToWaitFor(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return Array.Exists(s_answers, answer => answer.IsAssignableFrom(definition) || answer == definition);
    }

    private static bool IsOfTheStoresSide(AssemblyUse use)
    {
        if (Array.Exists(s_stores, store => store.IsAssignableFrom(use.Type)))
        {
            return s_reads.Contains(use.Member, StringComparer.Ordinal);
        }

        // AccessRecord says who read which conversation, without any of its content.
        return use.Type != typeof(AccessRecord) && FamilyTypes.Contains(use.Type)
            && (use.Type.Name.EndsWith("Record", StringComparison.Ordinal) || use.Type.Name.StartsWith("Stored", StringComparison.Ordinal));
    }

    private static string Used(AssemblyUse use) => use.Member.Length == 0 ? use.Type.Name : $"{use.Type.Name}.{use.Member}";

    private static bool Covers(GateException exception, AssemblyUse use)
        => string.Equals(exception.User, use.User, StringComparison.Ordinal) && string.Equals(exception.Used, Used(use), StringComparison.Ordinal);
}
