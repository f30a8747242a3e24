using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>How many conversations have problems, by kind.</summary>
internal readonly struct ProblemStatisticsJson(ProblemStatistics problems)
{
    public long Conversations => problems.Conversations;
    public long WithProblem => problems.WithProblem;
    public long Turn => problems.ByKind[ProblemKinds.Turn];
    public long Function => problems.ByKind[ProblemKinds.Function];
    public long Model => problems.ByKind[ProblemKinds.Model];
    public long Api => problems.ByKind[ProblemKinds.Api];
    public long Entry => problems.ByKind[ProblemKinds.Entry];
    public long Loss => problems.ByKind[ProblemKinds.Loss];
}
