using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The parameters of a statement that is being built and reads some partitions.</summary>
/// <param name="range">The partitions; null for all.</param>
internal sealed class PartitionArguments(PartitionRange? range) : SqlArguments
{
    /// <inheritdoc/>
    public override string Within(string table) => range?.And(table) ?? "";
}
