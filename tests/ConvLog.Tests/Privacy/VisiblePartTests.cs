using ConvLog.StoreContract;

namespace ConvLog.Tests.Privacy;

public class VisiblePartTests : VisiblePartProperty;
