using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;

namespace ConvLog.PostgreSql.Writing;

/// <summary>What all batches of a store share.</summary>
/// <param name="Options">How the data is kept.</param>
/// <param name="Known">The numbers known from earlier transactions.</param>
/// <param name="Keys">The keys of personal data.</param>
/// <param name="Troubles">Where damage is counted.</param>
/// <param name="Partitions">The partitions there are.</param>
internal sealed record WriteServices(PostgreSqlStoreOptions Options, KnownConversations Known, DataKeys Keys, DatabaseTroubles Troubles, Partitions Partitions);
